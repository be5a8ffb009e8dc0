import type { Arm, Outcome } from '../../search/domain.ts';
import { spentWith } from '../../search/run/charges.ts';
import type { CandidateRecord, Charged } from '../../search/run/fold.ts';

/** A trained candidate as the plots want it. */
export interface ScoredPoint {
  readonly id: number;
  readonly arm: Arm;
  /** 1-based place among all that its arm asked for, whatever became of them. */
  readonly evaluation: number;
  /** That place and what its arm had spent beside candidates by then, in candidates. */
  readonly spent: number;
  /** 0–1 */
  readonly accuracy: number;
  readonly params: number;
  readonly flops: number;
  /** Put in by a person. */
  readonly isByHand: boolean;
  /** Milliseconds of training. */
  readonly trainMs: number;
  /** Most that was held at once while training. */
  readonly peakBytes: number;
}

export const ARMS: readonly Arm[] = ['search', 'baseline'];

/** In the order asked. */
export function scoredPoints(
  candidates: readonly CandidateRecord[],
  charges: readonly Charged[] = [],
): readonly ScoredPoint[] {
  const asked = { search: 0, baseline: 0 };
  const spending = spentWith(candidates, charges);
  return candidates.flatMap(({ candidate: { id, arm, origin }, outcome }, index) => {
    asked[arm] += 1;
    if (outcome?.kind !== 'scored') return [];
    const { valAccuracy, params, flops, trainMs, peakBytes } = outcome;
    const isByHand = origin.kind === 'edited';
    const [evaluation, spent] = [asked[arm], spending[index] ?? NaN];
    return [
      { id, arm, evaluation, spent, accuracy: valAccuracy, params, flops, trainMs, peakBytes, isByHand },
    ];
  });
}

/** The most accurate; of equals the first. */
export function bestOf(points: readonly ScoredPoint[]): ScoredPoint | undefined {
  let best: ScoredPoint | undefined;
  for (const point of points) if (!best || point.accuracy > best.accuracy) best = point;
  return best;
}

/** The lowest and the highest accuracy, for the two ends of a scale of colours; all of 0–1 when there is none. */
export function accuracyRange(accuracies: readonly number[]): readonly [number, number] {
  return accuracies.length === 0 ? [0, 1] : [Math.min(...accuracies), Math.max(...accuracies)];
}

/** Corners of the staircase of the best accuracy so far, in order of evaluation. */
export function improvements(points: readonly ScoredPoint[]): readonly ScoredPoint[] {
  let best = -Infinity;
  return points.filter(({ accuracy }) => {
    if (accuracy <= best) return false;
    best = accuracy;
    return true;
  });
}

/** The points that no other beats in both cost and accuracy, from the cheapest to the most accurate. */
export function paretoFront(
  points: readonly ScoredPoint[],
  cost: (point: ScoredPoint) => number,
): readonly ScoredPoint[] {
  return improvements(points.toSorted((a, b) => cost(a) - cost(b) || b.accuracy - a.accuracy));
}

export const countByHand = (candidates: readonly CandidateRecord[]): number =>
  candidates.reduce((count, { candidate }) => count + (candidate.origin.kind === 'edited' ? 1 : 0), 0);

/** Proposals that were no network, or no new one. */
export const countInvalid = (
  candidates: readonly CandidateRecord[],
  kind: Outcome['kind'] = 'rejected',
): number => candidates.reduce((count, { outcome }) => count + (outcome?.kind === kind ? 1 : 0), 0);
