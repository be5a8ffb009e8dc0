import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { bootstrapMean, meanRanks, regretsAfter } from './regret.ts';
import type { Repeat } from './repeats.ts';

const repeat = (...incumbents: readonly number[]): Repeat => ({
  seed: 1,
  incumbents: Int16Array.from(incumbents),
  best: new Float32Array(incumbents.length),
  ms: new Float64Array(incumbents.length),
  duplicates: 0,
});

it('takes the regret of the network that each search holds by then', () => {
  const searches = [repeat(4, 4, 7), repeat(1, 9, 9)];
  expect(regretsAfter(searches, 1, (network) => network / 10)).toEqual([0.4, 0.1]);
  expect(regretsAfter(searches, 3, (network) => network / 10)).toEqual([0.7, 0.9]);
});

describe('a mean by bootstrap', () => {
  it('has the interval of the normal law where there are many values', () => {
    const rng = new Rng('values');
    // Of the uniform law, whose standard deviation is the root of a twelfth.
    const values = Array.from({ length: 400 }, () => rng.float());
    const { mean, interval } = bootstrapMean(values, new Rng('draws'), 4000);
    const margin = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(values.length);
    expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 400, 12);
    expect((mean - interval[0]) / margin).toBeCloseTo(1, 0.9);
    expect((interval[1] - mean) / margin).toBeCloseTo(1, 0.9);
  });

  it('has no width where all values are the same', () => {
    expect(bootstrapMean([0.5, 0.5, 0.5], new Rng(1))).toEqual({ mean: 0.5, interval: [0.5, 0.5] });
  });
});

describe('mean ranks', () => {
  it('count how many are better in each search, and share what is equal', () => {
    // Searches down, methods across: 1 2 3; a tie of the first two; a tie of all.
    expect(
      meanRanks([
        [0.1, 0.2, 0],
        [0.2, 0.2, 0],
        [0.3, 0.4, 0],
      ]),
    ).toEqual([(1 + 1.5 + 2) / 3, (2 + 1.5 + 2) / 3, (3 + 3 + 2) / 3]);
  });

  it('add up to what ranks must, whatever the ties', () => {
    const rng = new Rng('ranks');
    const regrets = Array.from({ length: 5 }, () => Array.from({ length: 30 }, () => rng.int(4)));
    expect(meanRanks(regrets).reduce((sum, rank) => sum + rank, 0)).toBeCloseTo((5 * 6) / 2, 10);
  });
});
