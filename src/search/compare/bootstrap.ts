import { quantileSorted } from 'd3-array';
import type { Rng } from '../random/rng.ts';

/**
 * The 95 % percentile interval of a statistic by drawing its values again with replacement (Efron and Tibshirani 1993, section
 * 13.3). For statistics whose distribution is not known, as of a median or of skewed values.
 *
 * @throws RangeError on no values
 */
export function bootstrap(
  values: readonly number[],
  statistic: (values: readonly number[]) => number,
  rng: Rng,
  draws = 2000,
): readonly [low: number, high: number] {
  const drawn = Array.from({ length: draws }, () =>
    statistic(values.map(() => values[rng.int(values.length)] ?? NaN)),
  ).toSorted((a, b) => a - b);
  const [low, high] = [quantileSorted(drawn, 0.025), quantileSorted(drawn, 0.975)];
  if (values.length === 0 || low === undefined || high === undefined)
    throw new RangeError('No values have no interval.');
  return [low, high];
}
