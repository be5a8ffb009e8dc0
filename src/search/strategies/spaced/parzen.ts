/** Observations of full weight; older ones weigh less (Optuna's `default_weights`). */
const RECENT = 25;
const PRIOR_WEIGHT = 1;

/**
 * Categorical Parzen estimator (Bergstra et al. 2011, section 4.2, in Optuna's form): a mixture of one kernel for each
 * observation, smoothed by a prior weight of 1 that is shared by all kernels, and one uniform kernel.
 *
 * @param observed indices of options, oldest first; may be empty
 * @param options how many there are
 * @returns the probability of each option; the sum is 1
 */
export function parzen(observed: readonly number[], options: number): readonly number[] {
  const kernels = observed.length + 1;
  const weights = recency(observed.length);
  const total = weights.reduce((sum, weight) => sum + weight, PRIOR_WEIGHT);
  const smoothing = PRIOR_WEIGHT / kernels;
  const mass = 1 + options * smoothing;
  return Array.from({ length: options }, (_, option) => {
    let byKernels = 0;
    for (let at = 0; at < observed.length; at++)
      byKernels += ((weights[at] ?? 0) * (smoothing + (observed[at] === option ? 1 : 0))) / mass;
    return (byKernels + PRIOR_WEIGHT / options) / total;
  });
}

/** Weights of `count` observations, oldest first: the last 25 weigh 1, before them it rises from 1 / count to 1. */
export function recency(count: number): readonly number[] {
  const ramp = Math.max(0, count - RECENT);
  return Array.from({ length: count }, (_, at) => {
    if (at >= ramp) return 1;
    const first = 1 / count;
    return ramp === 1 ? first : first + ((1 - first) * at) / (ramp - 1);
  });
}

/** How many of `count` observations are good: a tenth of them, at most 25 (Optuna's `default_gamma`). */
export const goodOf = (count: number): number => Math.min(Math.ceil(0.1 * count), 25);
