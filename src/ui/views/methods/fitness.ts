import type { Arm, CandidateId } from '../../../search/domain.ts';
import type { EvoView } from '../../../search/strategies/evoprompting/view.ts';
import type { ScoredPoint } from '../scored.ts';

/** A network in the race for EvoPrompting's fitness, -(parameters x error). */
export interface FitPoint {
  readonly id: CandidateId;
  readonly arm: Arm;
  /** Place among all that its arm asked for, 1 for the first. */
  readonly evaluation: number;
  /** Parameters x error, at least 1 for the logarithm's sake; lower is fitter. */
  readonly cost: number;
}

/** Seeds and kept children; those over the error ceiling take no part, however small they are. */
export function fitPoints({ seeds, rounds }: EvoView, points: readonly ScoredPoint[]): readonly FitPoint[] {
  const fitness = new Map<CandidateId, number | undefined>(seeds.map((seed) => [seed.id, seed.fitness]));
  for (const { children } of rounds)
    for (const { id, fate } of children) if (fate.kind === 'kept') fitness.set(id, fate.fitness);
  return points.flatMap(({ id, arm, evaluation }) => {
    const value = fitness.get(id);
    return value === undefined ? [] : [{ id, arm, evaluation, cost: Math.max(1, -value) }];
  });
}

/** Corners of the staircase of the lowest cost so far. @param points in the order asked */
export function bestSoFar(points: readonly FitPoint[]): readonly FitPoint[] {
  let lowest = Infinity;
  return points.filter(({ cost }) => {
    if (cost >= lowest) return false;
    lowest = cost;
    return true;
  });
}
