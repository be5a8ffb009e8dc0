import { describe, expect, it } from 'vitest';
import type { TaskShape } from '../../../src/search/domain.ts';
import { MARKS } from '../../../src/search/prompts/terse.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { QuickJsCompiler } from '../../../src/workers/sandbox/compiler.ts';
import { know } from '../programs/draw.ts';
import { childOf } from './children.ts';
import { type Sample, samples } from './corpus.ts';
import { joined } from './crossover.ts';
import type { Judge } from './judge.ts';

const compiler = new QuickJsCompiler();
/** Worth by size alone, so that the tests need no measurements. @param sign -1 to like large networks best */
const bySize =
  (sign: number): Judge =>
  (known) => {
    const accuracy = 1 - Math.log10(known.architecture.params) / 10;
    return { ...known, accuracy, worth: sign * accuracy };
  };

async function some(count: number, judge = bySize(1)): Promise<readonly Sample[]> {
  const found: Sample[] = [];
  for await (const sample of samples('test', judge, compiler)) {
    found.push(sample);
    if (found.length === count) break;
  }
  return found;
}

const TASK: TaskShape = { inputShape: [40, 1], classes: 10 };
const program = (...lines: readonly string[]) =>
  know(
    `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  ${lines.join('\n  ')}
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}`,
    TASK,
  );

describe('the corpus', () => {
  it('is of children that run in the sandbox, and prompts that end where a child begins', async () => {
    const found = await some(40);
    for (const { prompt, child, task, hash } of found) {
      expect(prompt.startsWith(MARKS.task) && prompt.endsWith(MARKS.child)).toBe(true);
      expect(await compiler.compile(child, task)).toMatchObject({ ok: true, value: { hash } });
    }
    expect(new Set(found.map(({ kind }) => kind)).size).toBe(5);
  }, 120_000);

  it('has the more children that are better, the more they are liked', async () => {
    const better = (found: readonly Sample[]) =>
      found.filter(({ better, task }) => better && task.inputShape[0] === 40).length;
    expect(better(await some(60))).toBeGreaterThan(1.5 * better(await some(60, bySize(-1))));
  }, 120_000);

  it('is the same for the same seed', async () => {
    expect(await some(5)).toEqual(await some(5));
  }, 60_000);
});

describe('a child', () => {
  const parent = program(
    "let x = tf.layers.conv1d({ filters: 8, kernelSize: 3, padding: 'same' }).apply(input);",
    "x = tf.layers.conv1d({ filters: 12, kernelSize: 3, padding: 'same' }).apply(x);",
    'x = tf.layers.flatten().apply(x);',
  );
  if (!parent) throw new Error('the parent should be valid');
  const children = (instruction: Parameters<typeof childOf>[2]) => {
    const rng = new Rng(instruction);
    return Array.from({ length: 30 }, () => childOf(parent, TASK, instruction, rng)).filter(
      (child) => child !== undefined,
    );
  };

  it('is as small or as large as was asked for', () => {
    const ratios = (instruction: 'shrink' | 'grow') =>
      children(instruction).map(({ architecture: { params } }) => params / parent.architecture.params);
    expect(Math.max(...ratios('shrink'))).toBeLessThanOrEqual(0.6);
    expect(Math.min(...ratios('grow'))).toBeGreaterThanOrEqual(1.6);
  });

  it.each([
    ['add-dropout', /dropout\(/],
    ['add-pooling', /(max|average)Pooling1d\(/],
    ['add-residual', /\.add\(\)/],
    ['add-normalization', /(batch|layer)Normalization\(/],
  ] as const)('of %s has what was asked for', (instruction, pattern) => {
    const made = children(instruction);
    expect(made.length).toBeGreaterThan(0);
    expect(parent.source).not.toMatch(pattern);
    for (const { source } of made) expect(source).toMatch(pattern);
  });
});

it('joins the begin of one parent and the end of another, with names of their own', () => {
  const skip = (activation: string) =>
    program(
      `let x = tf.layers.conv1d({ filters: 6, kernelSize: 3, padding: 'same', activation: '${activation}' }).apply(input);`,
      'const skip1 = x;',
      `x = tf.layers.conv1d({ filters: 6, kernelSize: 3, padding: 'same', activation: '${activation}' }).apply(x);`,
      'x = tf.layers.add().apply([x, skip1]);',
      'x = tf.layers.flatten().apply(x);',
    );
  const [first, second] = [skip('relu'), skip('tanh')];
  if (!first || !second) throw new Error('both parents should be valid');
  const rng = new Rng('join');
  const children = Array.from({ length: 40 }, () => joined(first, second, TASK, rng)).filter(
    (child) => child !== undefined,
  );
  const both = children.filter(({ source }) => source.includes('relu') && source.includes('tanh'));
  expect(both.length).toBeGreaterThan(0);
  expect(children.some(({ source }) => source.includes('skip1') && source.includes('skip2'))).toBe(true);
});
