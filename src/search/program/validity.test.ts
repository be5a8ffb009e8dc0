import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import type { TaskShape } from '../domain.ts';
import { editInEnglish } from '../edits/english.ts';
import { faultInEnglish } from '../faults/english.ts';
import { Rng } from '../random/rng.ts';
import { MNIST1D_REFERENCES } from '../references/mnist1d.ts';
import { sampleProgram } from './grammar/sample.ts';
import { mutate } from './mutate.ts';

const compiler = new QuickJsCompiler();

/** Mutates each parent `times` times; names what the sandbox said of the children it refused. */
async function mutated(parents: readonly string[], task: TaskShape, edits: number, times: number) {
  const rng = new Rng(`${edits} edits`);
  const refused: string[] = [];
  let same = 0;
  let children = 0;
  for (const parent of parents) {
    const before = await compiler.compile(parent, task);
    if (!before.ok) throw new Error(faultInEnglish(before.error.message));
    for (let i = 0; i < times; i++) {
      const child = mutate(parent, task, rng, edits);
      if (!child.ok) throw new Error(`${child.error}\n${parent}`);
      const after = await compiler.compile(child.value.source, task);
      children += 1;
      if (!after.ok)
        refused.push(
          `${child.value.edits.map(editInEnglish).join('; ')}: ${faultInEnglish(after.error.message)}`,
        );
      else if (after.value.hash === before.value.hash) same += 1;
    }
  }
  return { children, refused, same };
}

const SEQUENCE: TaskShape = { inputShape: [40, 1], classes: 10 };
const IMAGE: TaskShape = { inputShape: [28, 28, 1], classes: 10 };
const VECTOR: TaskShape = { inputShape: [12], classes: 3 };

const sampled = (task: TaskShape) => {
  const rng = new Rng('parents');
  return Array.from({ length: 15 }, () => sampleProgram(task, rng));
};

describe.each([
  ['reference nets', SEQUENCE, MNIST1D_REFERENCES.map(({ source }) => source), 15],
  ['sampled programs for sequences', SEQUENCE, sampled(SEQUENCE), 2],
  ['sampled programs for images', IMAGE, sampled(IMAGE), 2],
  ['sampled programs for vectors', VECTOR, sampled(VECTOR), 2],
] as const)('children of %s', (_name, task, parents, times) => {
  it.each([1, 3])(
    'are nearly all valid, and other networks, after %i edits',
    async (edits) => {
      const { children, refused, same } = await mutated(parents, task, edits, times);
      // Measured: none of 820.
      expect(refused.length, refused.join('\n')).toBeLessThan(0.05 * children);
      expect(same).toBe(0);
    },
    60_000,
  );
});
