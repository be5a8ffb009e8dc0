import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { chanceAbove, extrapolate } from './extrapolate.ts';

const curveOf = (law: (x: number) => number, points: number) =>
  Array.from({ length: points }, (_, i) => ({ x: i + 1, accuracy: law(i + 1) }));

/** Closed forms with round parameters, as the paper writes them. */
const LAWS: Readonly<Record<string, (x: number) => number>> = {
  pow3: (x) => 0.9 - 0.7 / x ** 0.8,
  'log-power': (x) => 0.85 / (1 + (x / Math.E) ** -1.2),
  exp4: (x) => 0.8 - Math.exp(-0.4 * x ** 0.8 - 0.3),
  weibull: (x) => 0.9 - 0.8 * Math.exp(-((0.2 * x) ** 0.9)),
  mmf: (x) => 0.92 - 0.82 / (1 + (0.3 * x) ** 1.1),
  pow4: (x) => 0.9 - (2 * x + 1) ** -0.7,
};

describe('a learning curve carried on', () => {
  it.each(Object.entries(LAWS))(
    'ends within a hundredth of where the law says, from two thirds of it: %s',
    (_, law) => {
      const found = extrapolate(curveOf(law, 10), 15);
      expect(Math.abs((found?.mean ?? NaN) - law(15))).toBeLessThan(0.01);
    },
  );

  it('counts most the family that the curve is of, where no other can mimic it', () => {
    const { weights } = extrapolate(curveOf(LAWS['pow3'] as (x: number) => number, 12), 30) ?? {};
    // pow4 with b = 0 is pow3, at the price of a parameter.
    expect((weights?.pow3 ?? 0) + (weights?.pow4 ?? 0)).toBeGreaterThan(0.99);
    expect(weights?.pow3).toBeGreaterThan(weights?.pow4 ?? 1);
  });

  it('stays where a flat curve is', () => {
    const found = extrapolate(
      curveOf(() => 0.5, 8),
      40,
    );
    expect(found?.mean).toBeCloseTo(0.5, 3);
    expect(found?.spread).toBeLessThan(0.01);
  });

  it('is less sure of a noisy curve, and mostly right within what it says', () => {
    const law = LAWS['pow3'] as (x: number) => number;
    const rng = new Rng(5);
    const noisy = () => curveOf((x) => law(x) + 0.02 * (rng.float() + rng.float() - 1), 10);
    const found = Array.from({ length: 20 }, () => extrapolate(noisy(), 15));
    const calm = extrapolate(curveOf(law, 10), 15)?.spread ?? 1;
    const within = found.filter((each) => each && Math.abs(each.mean - law(15)) < 2.5 * each.spread);
    expect(found.every((each) => each && each.spread > calm)).toBe(true);
    expect(within.length).toBeGreaterThanOrEqual(16);
  });

  it('knows nothing of too few points', () => {
    expect(extrapolate(curveOf(LAWS['pow3'] as (x: number) => number, 5), 15)).toBeUndefined();
  });
});

it('an end is above its mean in half of all cases, and above a standard deviation in 15.87 of 100', () => {
  const end = { mean: 0.7, spread: 0.05, weights: {} };
  expect(chanceAbove(end, 0.7)).toBeCloseTo(0.5, 6);
  expect(chanceAbove(end, 0.75)).toBeCloseTo(0.158655, 5);
});
