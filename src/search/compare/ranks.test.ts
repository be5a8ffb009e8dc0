import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { bootstrap } from './bootstrap.ts';
import { cliques } from './cliques.ts';
import { criticalDifference, friedman, meanRanks } from './ranks.ts';
import { signedRank } from './signedRank.ts';

/**
 * Demšar 2006, table 6: area under the curve of C4.5, C4.5+m, C4.5+cf and C4.5+m+cf on fourteen data sets. In the last row but
 * one the paper prints 0.975 twice and ranks them 2 and 3, by digits that it does not print.
 */
const DEMSAR = [
  [0.763, 0.768, 0.771, 0.798],
  [0.599, 0.591, 0.59, 0.569],
  [0.954, 0.971, 0.968, 0.967],
  [0.628, 0.661, 0.654, 0.657],
  [0.882, 0.888, 0.886, 0.898],
  [0.936, 0.931, 0.916, 0.931],
  [0.661, 0.668, 0.609, 0.685],
  [0.583, 0.583, 0.563, 0.625],
  [0.775, 0.838, 0.866, 0.875],
  [1, 1, 1, 1],
  [0.94, 0.962, 0.965, 0.962],
  [0.619, 0.666, 0.614, 0.669],
  [0.972, 0.981, 0.97501, 0.975],
  [0.957, 0.978, 0.946, 0.97],
];
const losses = DEMSAR.map((row) => row.map((accuracy) => 1 - accuracy));

describe('Demšar’s worked example', () => {
  it('has the mean ranks 3.143, 2.000, 2.893 and 1.964', () => {
    meanRanks(losses).forEach((rank, i) => expect(rank).toBeCloseTo([3.143, 2.0, 2.893, 1.964][i] ?? NaN, 3));
  });

  it('is found to differ by Friedman’s test: 9.28, and 3.69 by Iman and Davenport', () => {
    const found = friedman(losses);
    expect(found?.chiSquared).toBeCloseTo(9.28, 2);
    expect(found?.f).toBeCloseTo(3.69, 2);
    // The critical value of F(3, 39) at 0.05 is 2.85.
    expect(found?.p).toBeLessThan(0.05);
    expect(found?.p).toBeGreaterThan(0.01);
  });

  it('has a critical difference of 1.25 by Nemenyi’s test, which then parts nobody', () => {
    const difference = criticalDifference(4, 14);
    expect(difference).toBeCloseTo(1.25, 2);
    const ranks = meanRanks(losses);
    const order = [3, 1, 2, 0];
    const isApart = (a: number, b: number) => Math.abs((ranks[a] ?? 0) - (ranks[b] ?? 0)) >= difference;
    expect(cliques(order, isApart)).toEqual([[0, 3]]);
  });

  it('compares C4.5 and C4.5+m by Wilcoxon: rank sums of 93 and 12', () => {
    // Section 3.1.3 splits the ranks of the two equal pairs evenly, 1.5 each; here they are left out, so that ranks begin with 1.
    const [plain, leaf] = [0, 1].map((i) => DEMSAR.map((row) => row[i] ?? NaN));
    const found = signedRank(leaf ?? [], plain ?? []);
    // The ranks of the others are two less than in the table: 93 - 1.5 - 10 · 2 and 12 - 1.5 - 2 · 2.
    expect(found).toMatchObject({ positive: 71.5, negative: 6.5 });
    expect(found.p).toBeLessThan(0.05);
  });
});

describe('the critical difference', () => {
  it('uses the quantiles that Demšar prints', () => {
    // Table 5 (a), at 0.05.
    const printed = {
      2: 1.96,
      3: 2.343,
      4: 2.569,
      5: 2.728,
      6: 2.85,
      7: 2.949,
      8: 3.031,
      9: 3.102,
      10: 3.164,
    };
    for (const [k, q] of Object.entries(printed)) {
      const methods = Number(k);
      expect(criticalDifference(methods, methods * (methods + 1)) * Math.sqrt(6), k).toBeCloseTo(q, 2);
    }
  });
});

describe('Friedman’s test', () => {
  it('gives SciPy’s figure for pulses without ties', () => {
    // scipy.stats.friedmanchisquare of these: 10.571, p = 0.00506 by chi-squared of two degrees, which is exp(-x / 2).
    const pulses = [
      [72, 120, 76],
      [96, 120, 95],
      [88, 132, 104],
      [92, 120, 96],
      [74, 101, 84],
      [76, 96, 72],
      [82, 112, 76],
    ];
    const found = friedman(pulses);
    expect(found?.chiSquared).toBeCloseTo(10.571428571428571, 10);
    expect(Math.exp(-(found?.chiSquared ?? NaN) / 2)).toBeCloseTo(0.005063414171757498, 12);
  });

  it('is certain where all repeats agree, and says nothing of one method or one repeat', () => {
    expect(
      friedman([
        [1, 2, 3],
        [1, 2, 3],
      ]),
    ).toMatchObject({ f: Infinity, p: 0 });
    expect(friedman([[1], [2]])).toBeUndefined();
    expect(friedman([[1, 2]])).toBeUndefined();
  });
});

describe('Wilcoxon’s test', () => {
  it('gives SciPy’s documented figures for heights of maize', () => {
    // scipy.stats.wilcoxon, example: statistic 24, p = 0.041259765625, exact.
    const differences = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75];
    const found = signedRank(
      differences,
      differences.map(() => 0),
    );
    expect(found.negative).toBe(24);
    expect(found.p).toBeCloseTo(0.041259765625, 12);
  });

  it('is certain of nothing where there is no difference, and by hand of three: 2 of 8', () => {
    expect(signedRank([1, 2], [1, 2])).toEqual({ positive: 0, negative: 0, p: 1 });
    expect(signedRank([1, 2, 3], [0, 0, 0]).p).toBeCloseTo(2 / 8, 12);
  });

  it('goes over into the normal distribution without a jump', () => {
    // Fifty pairs are summed up exactly; with one tie they are not.
    const values = Array.from({ length: 50 }, (_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1));
    const tied = values.map((value, i) => (i === 49 ? Math.sign(value) * 49 : value));
    const zeros = values.map(() => 0);
    expect(signedRank(tied, zeros).p).toBeCloseTo(signedRank(values, zeros).p, 2);
  });
});

describe('cliques', () => {
  it('are the longest rows of neighbours, none within another', () => {
    // On a line at these places, apart from a distance of 2 on.
    const places = [1, 2, 2.5, 4.4, 7, 8];
    const isApart = (a: number, b: number) => Math.abs((places[a] ?? 0) - (places[b] ?? 0)) >= 2;
    expect(cliques([0, 1, 2, 3, 4, 5], isApart)).toEqual([
      [0, 2],
      [2, 3],
      [4, 5],
    ]);
  });

  it('hold nobody that is apart from one between', () => {
    // Tests of pairs need not agree: the outer two cannot be told apart, the middle one can.
    const isApart = (a: number, b: number) => a === 1 || b === 1;
    expect(cliques([0, 1, 2], isApart)).toEqual([]);
  });
});

describe('the bootstrap', () => {
  it('gives about the interval of the normal distribution for a mean of many', () => {
    const rng = new Rng(1);
    const values = Array.from({ length: 200 }, () => rng.float());
    const mean = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length;
    const [low, high] = bootstrap(values, mean, rng);
    const middle = mean(values);
    const deviation = Math.sqrt(mean(values.map((each) => (each - middle) ** 2)));
    const reach = (1.96 * deviation) / Math.sqrt(200);
    expect(Math.abs(low - (middle - reach))).toBeLessThan(0.1 * reach);
    expect(Math.abs(high - (middle + reach))).toBeLessThan(0.1 * reach);
  });

  it('is a point where all values are the same', () => {
    expect(bootstrap([2, 2, 2], ([first = NaN]) => first, new Rng(1))).toEqual([2, 2]);
  });
});
