import jStat from 'jstat';

export interface SignedRank {
  /** Sums of the ranks of positive and of negative differences. */
  readonly positive: number;
  readonly negative: number;
  /** Two-sided: how often chance alone would part the two sums as far or further. */
  readonly p: number;
}

/** Up to as many differences the distribution is summed up exactly, as SciPy does. */
const MOST_EXACT = 50;

/**
 * Wilcoxon's signed-rank test (Wilcoxon 1945) of paired values. Pairs without a difference are left out, as Wilcoxon did; equal
 * differences share their mean rank. Exact where there are no ties and few pairs, else by the normal distribution with the
 * variance corrected for ties.
 *
 * @param ours as many as `others`, pair by pair
 */
export function signedRank(ours: readonly number[], others: readonly number[]): SignedRank {
  const differences = ours.map((value, i) => value - (others[i] ?? NaN)).filter((each) => each !== 0);
  const n = differences.length;
  if (n === 0) return { positive: 0, negative: 0, p: 1 };
  const ranks = jStat.rank(differences.map(Math.abs));
  const positive = ranks.reduce((sum, rank, i) => sum + ((differences[i] ?? 0) > 0 ? rank : 0), 0);
  const negative = (n * (n + 1)) / 2 - positive;
  const least = Math.min(positive, negative);
  const isTied = new Set(ranks).size < n;
  const p = isTied || n > MOST_EXACT ? normalP(least, ranks) : exactP(least, n);
  return { positive, negative, p };
}

/** Of all 2^n ways to give the ranks 1 … n signs, the share in which the positive ones sum to no more, twice. */
function exactP(least: number, n: number): number {
  const ways = new Float64Array((n * (n + 1)) / 2 + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++)
    for (let sum = ways.length - 1; sum >= rank; sum--)
      ways[sum] = (ways[sum] ?? 0) + (ways[sum - rank] ?? 0);
  const tail = ways.slice(0, least + 1).reduce((sum, count) => sum + count, 0);
  return Math.min(1, (2 * tail) / 2 ** n);
}

/** The variance is a quarter of the sum of squared ranks, in which ties are accounted for. */
function normalP(least: number, ranks: readonly number[]): number {
  const middle = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
  const deviation = Math.sqrt(ranks.reduce((sum, rank) => sum + rank ** 2, 0) / 4);
  return Math.min(1, 2 * jStat.normal.cdf(least, middle, deviation));
}
