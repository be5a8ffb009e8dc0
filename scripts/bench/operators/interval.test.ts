import { expect, test } from 'vitest';
import { estimate, estimateDifference, MOST_RUNS } from './interval.ts';

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

test('1 to 5 is 3, give or take 1.963', () => {
  // Sample variance 10 / 4, standard error √(2.5 / 5) = 0.70711, t = 2.776 at 4 degrees of freedom.
  const { mean, margin } = estimate([1, 2, 3, 4, 5]);
  expect(mean).toBe(3);
  expect(margin).toBeCloseTo(2.776 * 0.70711, 4);
});

test('the interval holds 95 % for every number of runs', () => {
  for (let n = 2; n <= MOST_RUNS; n++) {
    // One 1 among noughts: variance 1 / n, standard error 1 / n, so that t = n times the margin.
    const { margin } = estimate(Array.from({ length: n }, (_, i) => Number(i === 0)));
    expect(probabilityWithin(n * (margin ?? NaN), n - 1), `${n} runs`).toBeCloseTo(0.95, 4);
  }
});

test('a single run tells of no spread', () => {
  expect(estimate([0.7])).toEqual({ mean: 0.7, margin: null });
});

test('no runs and more than there are quantiles for are refused', () => {
  expect(() => estimate([])).toThrow('intervals for 1 to 30 runs, not 0');
  expect(() => estimate(Array(31).fill(0))).toThrow('not 31');
});

test('differences are taken pair by pair, so that what a seed does to both does not count', () => {
  // Differences 1, 2 and 3 on levels far apart: variance 1, standard error 1 / √3, t = 4.303.
  const { mean, margin } = estimateDifference([101, 12, 53], [100, 10, 50]);
  expect(mean).toBe(2);
  expect(margin).toBeCloseTo(4.303 / Math.sqrt(3), 6);
});
