/** Several methods ranked on the same repeats, and whether their ranks differ at all (Demšar 2006). */
import jStat from 'jstat';

/** What each method came to in each repeat, [repeat][method]; lower is better, as regret is. */
export type Losses = readonly (readonly number[])[];

/** Of each method over all repeats, 1 for the best; equals share their mean rank. @throws RangeError on no repeats */
export function meanRanks(losses: Losses): readonly number[] {
  const [first] = losses;
  if (!first) throw new RangeError('Ranks need a repeat at least.');
  const ranks = losses.map((row) => jStat.rank([...row]));
  return first.map((_, i) => ranks.reduce((sum, row) => sum + (row[i] ?? NaN), 0) / losses.length);
}

export interface Friedman {
  /** Chi-squared of k - 1 degrees of freedom (Friedman 1937). */
  readonly chiSquared: number;
  /** By Iman and Davenport 1980, of k - 1 and (k - 1)(N - 1) degrees: less cautious. Infinite where all repeats agree. */
  readonly f: number;
  /** Of the latter: how often chance alone would part the mean ranks as far. */
  readonly p: number;
}

/**
 * Whether methods differ at all in rank: Friedman's test with Iman and Davenport's correction (Demšar 2006, section 3.2.2). As
 * Demšar does, without correcting for ties.
 *
 * @returns undefined for fewer than two repeats or methods
 */
export function friedman(losses: Losses): Friedman | undefined {
  const n = losses.length;
  const k = losses[0]?.length ?? 0;
  if (n < 2 || k < 2) return undefined;
  const squares = meanRanks(losses).reduce((sum, rank) => sum + rank ** 2, 0);
  const chiSquared = ((12 * n) / (k * (k + 1))) * (squares - (k * (k + 1) ** 2) / 4);
  const most = n * (k - 1);
  if (chiSquared >= most) return { chiSquared, f: Infinity, p: 0 };
  const f = ((n - 1) * chiSquared) / (most - chiSquared);
  return { chiSquared, f, p: 1 - jStat.centralF.cdf(f, k - 1, (k - 1) * (n - 1)) };
}

/** More degrees of freedom than this are as good as infinitely many, for jStat as for R. */
const INFINITE = 1e6;

/**
 * By how much two mean ranks must differ at least for their methods to be told apart at 0.05 among all k (Nemenyi 1963; Demšar
 * 2006, section 3.2.2): CD = q √(k (k + 1) / 6N), q the studentized range over √2.
 */
export function criticalDifference(methods: number, repeats: number): number {
  const q = jStat.tukey.inv(0.95, methods, INFINITE) / Math.SQRT2;
  return q * Math.sqrt((methods * (methods + 1)) / (6 * repeats));
}
