import { describe, expect, it } from 'vitest';
import type { TaskShape } from '../domain.ts';
import { Rng } from '../random/rng.ts';
import { MNIST1D_REFERENCES } from '../references/mnist1d.ts';
import { dropLayer } from './edits/layers.ts';
import { mutate } from './mutate.ts';

const TASK: TaskShape = { inputShape: [40, 1], classes: 10 };
const [{ source: PARENT } = { source: '' }] = MNIST1D_REFERENCES;

describe('a mutation', () => {
  it('is the same for the same seed, and another for another', () => {
    const child = (seed: number) => mutate(PARENT, TASK, new Rng(seed), 2);
    expect(child(1)).toEqual(child(1));
    const texts = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => JSON.stringify(child(seed)));
    expect(new Set(texts).size).toBeGreaterThan(6);
  });

  it.each([1, 2, 5])('makes and names %i edits when so many are asked for', (edits) => {
    const child = mutate(PARENT, TASK, new Rng('count'), edits);
    expect(child).toMatchObject({ ok: true, value: { edits: { length: edits } } });
  });

  it('goes on from its own children for generations', () => {
    const rng = new Rng('line');
    const seen = new Set([PARENT]);
    let source = PARENT;
    for (let generation = 0; generation < 30; generation++) {
      const child = mutate(source, TASK, rng, 1);
      if (!child.ok) throw new Error(child.error);
      source = child.value.source;
      seen.add(source);
    }
    expect(seen.size).toBeGreaterThan(25);
  }, 30_000);

  it('edits a program that it cannot follow, in the benefit of the doubt', () => {
    const source = `export default function build(tf, inputShape, numClasses) {
  const widths = Object.fromEntries([['first', 32]]);
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape }));
  model.add(tf.layers.dense({ units: widths.first, activation: 'relu' }));
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;
}`;
    for (let seed = 0; seed < 10; seed++) {
      expect(mutate(source, TASK, new Rng(seed), 1)).toMatchObject({
        ok: true,
        value: { edits: { length: 1 } },
      });
    }
  });

  it('is refused with a sentence for text that does not parse', () => {
    expect(mutate('Here is your network:', TASK, new Rng(1), 1)).toEqual({
      ok: false,
      error: expect.stringMatching(/^The program does not parse: .*\.$/),
    });
  });

  it('is refused with a sentence where there is no layer to edit, or none that the kind fits', () => {
    const refusal = { ok: false, error: 'No edit fits this program; start from another one.' };
    expect(mutate('export default (tf) => tf.sequential();', TASK, new Rng(1), 3)).toEqual(refusal);
    const output = `export default (tf, s, n) => tf.sequential({
      layers: [tf.layers.flatten({ inputShape: s }), tf.layers.dense({ units: n, activation: 'softmax' })],
    });`;
    expect(mutate(output, TASK, new Rng(1), 1, [[dropLayer, 1]])).toEqual(refusal);
  });
});
