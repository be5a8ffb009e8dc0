/** Means, and medians of runs that were taken turn by turn. */

/** NaN of none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The middle value, or the mean of the middle two. @throws on none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('No values have no median.');
  return (upper + lower) / 2;
}

export interface Pair {
  readonly ours: number;
  readonly peer: number;
}

export interface Compared {
  readonly oursMs: number;
  readonly peerMs: number;
  /**
   * The median of the pairs' ratios, ours by the peer's. What slows the machine for a while slows both runs of a pair,
   * so that this is steadier than the ratio of the medians.
   */
  readonly ratio: number;
}

export function compare(pairs: readonly Pair[]): Compared {
  return {
    oursMs: median(pairs.map(({ ours }) => ours)),
    peerMs: median(pairs.map(({ peer }) => peer)),
    ratio: median(pairs.map(({ ours, peer }) => ours / peer)),
  };
}
