/** How well estimators rank networks as a full training would, and at what price. */
import { mean } from 'd3-array';
import type { CandidateId } from '../../domain.ts';
import { Rng } from '../../random/rng.ts';
import { type CorrelationEstimate, estimateCorrelation, kendall, spearman } from '../correlation.ts';
import { isWhole } from '../proxies.ts';
import { type RivalId, meanMs, rivalsOf } from './rivals.ts';
import { FEWEST_RANKED, type Trained } from './trained.ts';

/** What one estimator is worth, by the networks that it says something of. */
export interface Appraised {
  readonly id: RivalId;
  /** Absent where one of the two lists has no order, or there are fewer networks than `FEWEST_RANKED`. */
  readonly spearman?: CorrelationEstimate;
  readonly kendall?: CorrelationEstimate;
  /** Milliseconds for a network on average, and what share of those of a full training. */
  readonly ms: number;
  readonly share: number;
  /** Networks that had to be trained to the end first. */
  readonly taughtOn?: number;
  readonly points: readonly {
    readonly id: CandidateId;
    readonly estimate: number;
    readonly accuracy: number;
  }[];
}

export interface Appraisal {
  /** Networks that were trained to the end. */
  readonly networks: number;
  /** Milliseconds of a full training, on average. */
  readonly fullMs: number;
  /** Networks whose zero-cost proxies were all measured. */
  readonly probed: number;
  readonly rivals: readonly Appraised[];
}

/** @param seed of the folds, the predictors' weights and the draws of the intervals */
export function appraise(trained: readonly Trained[], seed: number): Appraisal {
  const rng = new Rng(seed).fork('appraisal');
  const fullMs = mean(trained, ({ ms }) => ms) ?? 0;
  const rivals = rivalsOf(trained, rng).map((rival): Appraised => {
    const points = trained.flatMap(({ id, accuracy }, i) => {
      const estimate = rival.estimates[i];
      return estimate ? [{ id, estimate: estimate.value, accuracy }] : [];
    });
    const [said, truth] = [points.map(({ estimate }) => estimate), points.map(({ accuracy }) => accuracy)];
    const isRanked = points.length >= FEWEST_RANKED;
    const draws = () => rng.fork('draws').fork(JSON.stringify(rival.id));
    const rho = isRanked ? estimateCorrelation(spearman, said, truth, draws()) : undefined;
    const tau = isRanked ? estimateCorrelation(kendall, said, truth, draws()) : undefined;
    const ms = meanMs(rival);
    return {
      id: rival.id,
      ...(rho && { spearman: rho }),
      ...(tau && { kendall: tau }),
      ms,
      share: fullMs === 0 ? 0 : ms / fullMs,
      ...(rival.taughtOn !== undefined && { taughtOn: rival.taughtOn }),
      points,
    };
  });
  const probed = trained.filter(({ probe }) => isWhole(probe)).length;
  return { networks: trained.length, fullMs, probed, rivals };
}
