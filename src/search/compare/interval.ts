/** Means of few runs, how far they can be trusted, and whether two differ. */
import { mean, quantileSorted, variance } from 'd3-array';
import jStat from 'jstat';

export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % interval by Student's t; null for a single value, which tells of no spread. */
  readonly margin: number | null;
}

export interface Difference extends Estimate {
  /**
   * Two-sided, by the t-test whose interval this is: below 0.05 exactly where the interval does not hold 0. Null where
   * there is no interval.
   */
  readonly p: number | null;
}

/** @throws RangeError on no values */
export function estimate(values: readonly number[]): Estimate {
  const { middle, error, degrees } = spreadOf(values);
  return { mean: middle, margin: degrees === 0 ? null : t95(degrees) * error };
}

/**
 * Of the differences, value by value: a paired t-test.
 * @param ours as many as `others`, of the same seeds in the same order
 */
export function estimateDifference(ours: readonly number[], others: readonly number[]): Difference {
  const { middle, error, degrees } = spreadOf(ours.map((value, i) => value - (others[i] ?? NaN)));
  return difference(middle, error, degrees);
}

/** Of the means of two groups that have no seeds in common: Welch's t-test, which lets their spreads differ. */
export function estimateUnpaired(ours: readonly number[], others: readonly number[]): Difference {
  const [a, b] = [spreadOf(ours), spreadOf(others)];
  const middle = a.middle - b.middle;
  if (a.degrees === 0 || b.degrees === 0) return difference(middle, 0, 0);
  const error = Math.hypot(a.error, b.error);
  // Welch and Satterthwaite's; without any spread it is of no account.
  const degrees =
    error === 0 ? a.degrees + b.degrees : error ** 4 / (a.error ** 4 / a.degrees + b.error ** 4 / b.degrees);
  return difference(middle, error, degrees);
}

export interface Quartiles {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Between neighbours in proportion (Hyndman and Fan 1996, definition 7). @throws RangeError on no values */
export function quartiles(values: readonly number[]): Quartiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => quantileSorted(sorted, share) ?? refuse();
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

interface Spread {
  readonly middle: number;
  /** Standard error of the mean; 0 for a single value. */
  readonly error: number;
  readonly degrees: number;
}

function spreadOf(values: readonly number[]): Spread {
  const n = values.length;
  return { middle: mean(values) ?? refuse(), error: Math.sqrt((variance(values) ?? 0) / n), degrees: n - 1 };
}

function difference(middle: number, error: number, degrees: number): Difference {
  if (degrees === 0) return { mean: middle, margin: null, p: null };
  const p = middle === 0 ? 1 : 2 * jStat.studentt.cdf(-Math.abs(middle) / error, degrees);
  // Where all differences are the same the statistic is infinite.
  return { mean: middle, margin: t95(degrees) * error, p: error === 0 && middle !== 0 ? 0 : p };
}

const T95 = new Map<number, number>();

/** Student's t for 95 % between; remembered, since curves ask for the same again and again. */
function t95(degrees: number): number {
  const t = T95.get(degrees) ?? jStat.studentt.inv(0.975, degrees);
  T95.set(degrees, t);
  return t;
}

function refuse(): never {
  throw new RangeError('No values have no mean and no spread.');
}
