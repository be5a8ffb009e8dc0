import { describe, expect, it } from 'vitest';
import type { TaskShape } from '../../../src/search/domain.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { QuickJsCompiler } from '../../../src/workers/sandbox/compiler.ts';
import { drawProgram, know } from './draw.ts';

const TASKS: readonly TaskShape[] = [
  { inputShape: [40, 1], classes: 10 },
  { inputShape: [28, 28, 1], classes: 10 },
  { inputShape: [13], classes: 3 },
];
const compiler = new QuickJsCompiler();

describe.each(TASKS)('programs for $inputShape', (task) => {
  it('are to the sandbox what they were to the reader', async () => {
    const rng = new Rng(`draw/${task.inputShape.join()}`);
    const from = new Set<string>();
    for (let i = 0; i < 150; i++) {
      const drawn = drawProgram(task, rng);
      from.add(drawn.from);
      const compiled = await compiler.compile(drawn.source, task);
      expect(compiled).toMatchObject({ ok: true, value: { hash: drawn.architecture.hash } });
    }
    expect(from.size).toBeGreaterThan(10);
  }, 60_000);
});

it('leaves out programs with layers that nothing reads', () => {
  const program = (end: string) => `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.dense({ units: 8 }).apply(input);
  const y = x;
  x = tf.layers.dense({ units: 9 }).apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(${end});
  return tf.model({ inputs: input, outputs: output });
}`;
  const task = { inputShape: [13], classes: 3 };
  expect(know(program('x'), task)).toBeDefined();
  expect(know(program('y'), task)).toBeUndefined();
});
