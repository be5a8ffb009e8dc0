/** How alike two rankings of the same candidates are, and how far that can be trusted. */
import { quantileSorted } from 'd3-array';
import jStat from 'jstat';
import type { Rng } from '../random/rng.ts';

/** Of two lists as long as each other, -1 to 1; undefined where one of them has no order at all. */
export type Correlation = (a: readonly number[], b: readonly number[]) => number | undefined;

/** Spearman's rho: Pearson's correlation of the ranks, in which equals share their mean rank. */
export const spearman: Correlation = (a, b) => defined(jStat.spearmancoeff([...a], [...b]));

/**
 * Kendall's tau-b (Kendall 1945): concordant less discordant pairs, over the geometric mean of the pairs that are not tied in
 * either list. By counting all pairs; no library that is kept and small has it.
 */
export const kendall: Correlation = (a, b) => {
  let [balance, untiedA, untiedB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const signA = Math.sign((a[i] ?? NaN) - (a[j] ?? NaN));
      const signB = Math.sign((b[i] ?? NaN) - (b[j] ?? NaN));
      balance += signA * signB;
      untiedA += Math.abs(signA);
      untiedB += Math.abs(signB);
    }
  }
  return defined(balance / Math.sqrt(untiedA * untiedB));
};

export interface CorrelationEstimate {
  readonly value: number;
  /** Ends of the 95 % interval; absent where too few draws have a correlation. */
  readonly interval?: readonly [low: number, high: number];
}

/** Share of the draws that must have a correlation, lest the interval be one of lucky draws. */
const FEWEST_DRAWS = 0.9;

/**
 * A correlation with its percentile bootstrap interval (Efron and Tibshirani 1993, section 13.3): pairs are drawn with
 * replacement.
 */
export function estimateCorrelation(
  correlation: Correlation,
  a: readonly number[],
  b: readonly number[],
  rng: Rng,
  draws = 1000,
): CorrelationEstimate | undefined {
  const value = correlation(a, b);
  if (value === undefined) return undefined;
  const drawn = Array.from({ length: draws }, () => {
    const rows = a.map(() => rng.int(a.length));
    return correlation(
      rows.map((row) => a[row] ?? NaN),
      rows.map((row) => b[row] ?? NaN),
    );
  });
  const sorted = drawn.filter((each) => each !== undefined).toSorted((x, y) => x - y);
  if (sorted.length < FEWEST_DRAWS * draws) return { value };
  const [low, high] = [quantileSorted(sorted, 0.025), quantileSorted(sorted, 0.975)];
  return low === undefined || high === undefined ? { value } : { value, interval: [low, high] };
}

const defined = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
