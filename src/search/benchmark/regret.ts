/** What repeated searches come to: how far from the best network they end, and which method is ahead. */
import { mean, quantileSorted } from 'd3-array';
import type { Rng } from '../random/rng.ts';
import type { Repeat } from './repeats.ts';

/** How far below the best a network is, 0–1, by its number; `Benchmark.regret` or `TestFigures.regret`. */
export type RegretOf = (network: number) => number;

/**
 * Regret of the network that each search would hand over after so many evaluations. A search knows one training of it; its
 * regret is by the mean of all.
 */
export const regretsAfter = (
  repeats: readonly Repeat[],
  evaluations: number,
  regretOf: RegretOf,
): readonly number[] => repeats.map(({ incumbents }) => regretOf(incumbents[evaluations - 1] ?? -1));

export interface MeanEstimate {
  readonly mean: number;
  /** Ends of the 95 % interval. */
  readonly interval: readonly [low: number, high: number];
}

/** A mean with its percentile bootstrap interval (Efron and Tibshirani 1993, section 13.3). @throws RangeError on no values */
export function bootstrapMean(values: readonly number[], rng: Rng, draws = 1000): MeanEstimate {
  const middle = mean(values);
  if (middle === undefined) throw new RangeError('No values have no mean.');
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[rng.int(values.length)] ?? NaN;
    return sum / values.length;
  }).toSorted((a, b) => a - b);
  return {
    mean: middle,
    interval: [quantileSorted(means, 0.025) ?? NaN, quantileSorted(means, 0.975) ?? NaN],
  };
}

/**
 * Mean rank of each method, 1 for the best, over searches of the same seed; equals share their mean rank.
 * @param regrets of each method, search by search, in the order of the same seeds
 */
export function meanRanks(regrets: readonly (readonly number[])[]): readonly number[] {
  const searches = regrets[0]?.length ?? 0;
  return regrets.map((own) => {
    let sum = 0;
    for (let search = 0; search < searches; search++) {
      const value = own[search] ?? NaN;
      const better = regrets.filter((other) => (other[search] ?? NaN) < value).length;
      const equal = regrets.filter((other) => other[search] === value).length;
      sum += better + (equal + 1) / 2;
    }
    return sum / searches;
  });
}
