import { describe, expect, test } from 'vitest';
import { estimate, estimateDifference, estimateUnpaired, quartiles } from './interval.ts';

/**
 * Probability that |T| < t for Student's T, by Simpson's rule over its density. With T = √df · tan θ, the density is
 * cos(θ)^(df - 1), which needs no gamma function when both the part and the whole are summed.
 */
function probabilityWithin(t: number, df: number): number {
  const integral = (to: number, steps = 2000) => {
    const at = (i: number) => Math.cos((to * i) / steps) ** (df - 1);
    let sum = at(0) + at(steps);
    for (let i = 1; i < steps; i++) sum += at(i) * (i % 2 === 1 ? 4 : 2);
    return (sum * to) / steps / 3;
  };
  return integral(Math.atan(t / Math.sqrt(df))) / integral(Math.PI / 2);
}

/** One 1 among noughts: variance 1 / n, standard error 1 / n. */
const oneAmong = (n: number) => Array.from({ length: n }, (_, i) => Number(i === 0));

describe('a mean and its interval', () => {
  test('1 to 5 is 3, give or take 1.963', () => {
    // Sample variance 10 / 4, standard error √(2.5 / 5) = 0.70711, t = 2.776 at 4 degrees of freedom.
    const { mean, margin } = estimate([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    expect(margin).toBeCloseTo(2.776445 * 0.7071068, 5);
  });

  test('the interval holds 95 % for every number of runs', () => {
    for (const n of [2, 3, 4, 5, 6, 8, 10, 16, 20, 30, 31, 61, 121])
      expect(probabilityWithin(n * (estimate(oneAmong(n)).margin ?? NaN), n - 1), `${n} runs`).toBeCloseTo(
        0.95,
        6,
      );
  });

  test('its quantiles are those of the printed tables', () => {
    // Student's t, 0.975: NIST/SEMATECH e-Handbook, section 1.3.6.7.2.
    const printed = { 1: 12.706, 2: 4.303, 5: 2.571, 9: 2.262, 29: 2.045, 60: 2.0, 100: 1.984 };
    for (const [df, t] of Object.entries(printed)) {
      const n = Number(df) + 1;
      expect(n * (estimate(oneAmong(n)).margin ?? NaN), df).toBeCloseTo(t, 3);
    }
  });

  test('a single run tells of no spread', () => {
    expect(estimate([0.7])).toEqual({ mean: 0.7, margin: null });
  });

  test('no runs are refused', () => {
    expect(() => estimate([])).toThrow('No values');
  });
});

describe('a difference of runs with the same seeds', () => {
  test('is taken pair by pair, so that what a seed does to both does not count', () => {
    // Differences 1, 2 and 3 on levels far apart: variance 1, standard error 1 / √3, t = 4.303.
    const { mean, margin } = estimateDifference([101, 12, 53], [100, 10, 50]);
    expect(mean).toBe(2);
    expect(margin).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
  });

  test('gives Student’s own figures for the sleep of ten patients', () => {
    // Student 1908, table 1 ("extra" in R's data set sleep): t = -4.0621, df = 9, p = 0.002833, -2.4598867 to -0.7001142.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, margin, p } = estimateDifference(first, second);
    expect(p).toBeCloseTo(0.002833, 6);
    expect(mean - (margin ?? NaN)).toBeCloseTo(-2.4598867, 5);
    expect(mean + (margin ?? NaN)).toBeCloseTo(-0.7001142, 5);
  });

  test('has a p-value below 0.05 exactly where its interval does not hold 0', () => {
    for (let i = 0; i < 200; i++) {
      const values = [0, 1, 2, 3, 4].map((k) => Math.sin(i * 7.1 + k * 3.3) + i / 100);
      const { mean, margin, p } = estimateDifference(values, [0, 0, 0, 0, 0]);
      expect((p ?? NaN) < 0.05).toBe(Math.abs(mean) > (margin ?? NaN));
    }
  });

  test('that is always the same is beyond chance, and none at all is no difference', () => {
    expect(estimateDifference([2, 3], [1, 2])).toEqual({ mean: 1, margin: 0, p: 0 });
    expect(estimateDifference([1, 2], [1, 2])).toEqual({ mean: 0, margin: 0, p: 1 });
  });

  test('of one pair tells of no spread', () => {
    expect(estimateDifference([2], [1])).toEqual({ mean: 1, margin: null, p: null });
  });
});

describe('a difference of runs with other seeds', () => {
  test('gives Welch’s figures for the same ten patients taken as twenty', () => {
    // R's t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p = 0.07939, -3.3654832 to 0.2054832.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, margin, p } = estimateUnpaired(first, second);
    expect(p).toBeCloseTo(0.07939, 5);
    expect(mean - (margin ?? NaN)).toBeCloseTo(-3.3654832, 4);
    expect(mean + (margin ?? NaN)).toBeCloseTo(0.2054832, 4);
  });

  test('has no interval where one of them is a single run', () => {
    expect(estimateUnpaired([3], [1, 2])).toEqual({ mean: 1.5, margin: null, p: null });
  });
});

test('quartiles lie between neighbours in proportion', () => {
  // numpy.quantile([1, 2, 3, 10], [0.25, 0.5, 0.75]) = 1.75, 2.5, 4.75
  expect(quartiles([10, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 4.75 });
  expect(quartiles([0.5])).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
});
