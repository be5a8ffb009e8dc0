import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { estimateCorrelation, kendall, spearman } from './correlation.ts';
import { rankVote } from './rankVote.ts';

describe('rank correlations', () => {
  it('are those of SciPy’s documentation, with ties', () => {
    // scipy.stats.kendalltau and spearmanr, examples.
    expect(kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12);
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12);
  });

  it('are those of Spearman’s worked example of intelligence and television', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    // 1 - 6 · 194 / (10 · 99)
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it('count pairs: two of ten discordant give 0.6', () => {
    expect(kendall([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])).toBeCloseTo(0.6, 12);
    // By hand: ties in the first list only. Four pairs of six agree, one does not, one is tied: 3 / √(5 · 6).
    expect(kendall([1, 1, 2, 3], [1, 2, 4, 3])).toBeCloseTo(3 / Math.sqrt(30), 12);
  });

  it('are not there where a list has no order', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeUndefined();
    expect(kendall([1, 2, 3], [2, 2, 2])).toBeUndefined();
    expect(kendall([1], [1])).toBeUndefined();
  });
});

describe('the interval of a correlation', () => {
  const rng = () => new Rng(1).fork('bootstrap');

  it('is a point for a perfect order, and the same for the same seed', () => {
    const list = Array.from({ length: 12 }, (_, i) => i);
    expect(estimateCorrelation(spearman, list, list, rng())).toEqual({
      value: expect.closeTo(1) as number,
      interval: [expect.closeTo(1) as number, expect.closeTo(1) as number],
    });
  });

  it('holds Pearson’s own interval by Fisher’s z, about, for many pairs', () => {
    const draw = new Rng(2);
    const normal = () => Math.sqrt(-2 * Math.log(1 - draw.float())) * Math.cos(2 * Math.PI * draw.float());
    const x = Array.from({ length: 300 }, normal);
    const y = x.map((value) => 0.6 * value + 0.8 * normal());
    const found = estimateCorrelation(spearman, x, y, rng());
    if (!found?.interval) throw new Error('no interval');
    // Fieller, Hartley and Pearson 1957: the standard error of z is √(1.06 / (n - 3)).
    const z = Math.atanh(found.value);
    const reach = 1.96 * Math.sqrt(1.06 / 297);
    expect(found.interval[0]).toBeCloseTo(Math.tanh(z - reach), 1);
    expect(found.interval[1]).toBeCloseTo(Math.tanh(z + reach), 1);
  });

  it('is left out where most draws have no order, as of three pairs', () => {
    expect(estimateCorrelation(kendall, [1, 2, 3], [1, 3, 2], rng())).toEqual({
      value: expect.closeTo(1 / 3) as number,
    });
  });
});

describe('the vote of rankings', () => {
  it('is the order of them all where they agree', () => {
    expect(
      rankVote([
        [1, 2, 3],
        [10, 20, 30],
        [0.1, 0.2, 0.3],
      ]),
    ).toEqual([0, 1, 2]);
  });

  it('goes with the majority of each pair', () => {
    // a over b in two of three, a over c in two of three, b over c in two of three.
    expect(
      rankVote([
        [3, 2, 1],
        [3, 1, 2],
        [1, 3, 2],
      ]),
    ).toEqual([2, 1, 0]);
  });

  it('is even in a circle, as Condorcet found', () => {
    expect(
      rankVote([
        [3, 2, 1],
        [1, 3, 2],
        [2, 1, 3],
      ]),
    ).toEqual([1, 1, 1]);
  });

  it('is even between equals', () => {
    expect(
      rankVote([
        [1, 1],
        [2, 2],
      ]),
    ).toEqual([0.5, 0.5]);
  });
});
