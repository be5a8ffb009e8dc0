import { describe, expect, it } from 'vitest';
import type { Known } from '../../prompts/ask.ts';
import { arrange } from './examples.ts';

const known = (id: number, valAccuracy: number, source: string): Known => ({
  id,
  source,
  params: 1,
  valAccuracy,
});

// By three tokens in a row: of `a b c d e`, `a b c d x` shares 2 of 4, `a b c y z` 1 of 5, `p q r s t` none.
const best = known(1, 0.9, 'a b c d e');
const alike = known(2, 0.8, 'a b c d x');
const between = known(3, 0.3, 'a b c y z');
const unlike = known(4, 0.4, 'p q r s t');
const ids = (shown: readonly Known[]) => shown.map(({ id }) => id);

describe('the examples of a prompt', () => {
  it('stay as the method chose them, unless told otherwise', () => {
    expect(ids(arrange('as-published', [best, unlike], [alike]))).toEqual([1, 4]);
  });

  it('ascend, so that the best stands nearest to the answer', () => {
    expect(ids(arrange('ascending', [best, unlike, alike], []))).toEqual([4, 2, 1]);
  });

  it('are the best of the pool and those least like it, the best last, as many as were chosen', () => {
    const pool = [alike, between, unlike, best];
    expect(ids(arrange('top-and-diverse', [alike], pool))).toEqual([1]);
    expect(ids(arrange('top-and-diverse', [alike, alike], pool))).toEqual([4, 1]);
    expect(ids(arrange('top-and-diverse', [alike, alike, alike], pool))).toEqual([3, 4, 1]);
    expect(ids(arrange('top-and-diverse', [alike, alike], [alike]))).toEqual([2]);
    expect(arrange('top-and-diverse', [], pool)).toEqual([]);
  });

  it('are not told apart by the numbers of their variables', () => {
    const program = (name: string, units: number) =>
      `export default function build(tf, inputShape, numClasses) {
        const ${name} = tf.sequential();
        ${name}.add(tf.layers.flatten({ inputShape }));
        ${name}.add(tf.layers.dense({ units: ${units}, activation: 'relu' }));
        ${name}.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
        return ${name};
      }`;
    const pool = [known(1, 0.9, program('model1', 32)), known(2, 0.5, program('model7', 32))];
    expect(ids(arrange('top-and-diverse', pool, [...pool, known(3, 0.2, program('model1', 64))]))).toEqual([
      3, 1,
    ]);
  });
});
