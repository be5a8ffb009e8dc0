/** Means of few runs, and how far they can be trusted. */
import { mean } from '../statistics.ts';

/** Student's t for 95 % between, by degrees of freedom from 1 on. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045,
];

/** Runs that there is a quantile for. */
export const MOST_RUNS = T95.length + 1;

export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % interval by Student's t; null for a single value, which tells of no spread. */
  readonly margin: number | null;
}

/** @param values 1 to `MOST_RUNS` @throws RangeError on none or more */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  if (n < 1 || n > MOST_RUNS)
    throw new RangeError(`There are intervals for 1 to ${MOST_RUNS} runs, not ${n}.`);
  const middle = mean(values);
  const t = T95[n - 2];
  if (t === undefined) return { mean: middle, margin: null };
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1);
  return { mean: middle, margin: t * Math.sqrt(variance / n) };
}

/** Of the differences, value by value. @param ours as many as `others`, of the same seeds in the same order */
export const estimateDifference = (ours: readonly number[], others: readonly number[]): Estimate =>
  estimate(ours.map((value, i) => value - (others[i] ?? NaN)));
