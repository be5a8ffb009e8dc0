/** What lessons look for in a run. All are false, or undefined, of a run that has not begun. */
import { commonestClass } from '../../search/data/commonest.ts';
import type { Arm, CandidateId, Origin, Outcome } from '../../search/domain.ts';
import type { CandidateRecord, RunSnapshot } from '../../search/run/fold.ts';
import type { StrategyId, StrategySpec } from '../../search/spec/spec.ts';
import { type ScoredPoint, bestOf, scoredPoints } from '../views/scored.ts';
import type { Mark, Seen } from './lesson.ts';

/** A run of this strategy has begun. */
export const hasBegun =
  (id: StrategyId) =>
  ({ run }: Seen): boolean =>
    run.spec?.strategy.id === id;

export const isPaused = ({ run }: Seen): boolean => run.status === 'paused';

/** Something runs again after a pause, or has run to its end. */
export const goesOn = ({ run }: Seen): boolean => run.status === 'running' || run.status === 'ended';

export const hasEnded = ({ run }: Seen): boolean => run.status === 'ended';

/** The candidate that is chosen, when there is a choice and it is of this run. */
export const chosen = ({ run, chosen: id }: Seen): CandidateRecord | undefined =>
  id === undefined ? undefined : run.candidates[id - 1];

/** The chosen candidate came about in this way. */
export const choseOrigin =
  (fits: (origin: Origin) => boolean) =>
  (seen: Seen): boolean => {
    const record = chosen(seen);
    return record?.candidate.arm === 'search' && fits(record.candidate.origin);
  };

/** The strategy was changed to this while the run was under way, since the step began. */
export const changedTo =
  (fits: (strategy: StrategySpec) => boolean) =>
  ({ run, since }: Seen): boolean =>
    run.changes.slice(since.changes).some(({ patch }) => patch.strategy && fits(patch.strategy));

/** Finished candidates of an arm with a number above `after`. */
export const finished = (run: RunSnapshot, arm: Arm, after = 0): readonly CandidateRecord[] =>
  run.candidates.slice(after).filter(({ candidate, outcome }) => candidate.arm === arm && outcome);

export const bestOfArm = (run: RunSnapshot, arm: Arm, upTo?: number): ScoredPoint | undefined =>
  bestOf(scoredPoints(run.candidates.slice(0, upTo)).filter((point) => point.arm === arm));

/** Share of the search's finished candidates that came to this, 0–1. */
export function shareOf(run: RunSnapshot, kind: Outcome['kind']): number | undefined {
  const all = finished(run, 'search');
  return all.length === 0
    ? undefined
    : all.filter(({ outcome }) => outcome?.kind === kind).length / all.length;
}

/** The share of the commonest class, which a constant answer scores, 0–1. */
export const majorityOf = ({ task }: RunSnapshot): number | undefined => task && commonestClass(task)?.share;

/** Test accuracies that were read, 0–1. */
export const testAccuracies = ({ candidates }: RunSnapshot): readonly number[] =>
  candidates.flatMap(({ test }) => (test ? [test.testAccuracy] : []));

/** Which arm is ahead at the end, by more than `margin`; `alike` when neither is. */
export const winner =
  (measure: (run: RunSnapshot, arm: Arm) => number, margin = 0) =>
  (run: RunSnapshot): Arm | 'alike' | undefined => {
    if (run.status !== 'ended') return undefined;
    const lead = measure(run, 'search') - measure(run, 'baseline');
    if (Math.abs(lead) <= margin) return 'alike';
    return lead > 0 ? 'search' : 'baseline';
  };

/** Whether the first candidate of the search that was asked for since then beats all before it; ties do not. */
export function isNextBetter(run: RunSnapshot, { candidates }: Mark): 'yes' | 'no' | undefined {
  const [next] = run.candidates.slice(candidates).filter(({ candidate }) => candidate.arm === 'search');
  if (!next?.outcome) return undefined;
  if (next.outcome.kind !== 'scored') return 'no';
  const before = bestOf(scoredPoints(run.candidates.slice(0, candidates)))?.accuracy ?? 0;
  return next.outcome.valAccuracy > before ? 'yes' : 'no';
}

/** Whether `id` is the candidate that `child` was mutated from. */
export function isParent(
  run: RunSnapshot,
  id: CandidateId | undefined,
  child: CandidateId | undefined,
): boolean {
  const origin = child === undefined ? undefined : run.candidates[child - 1]?.candidate.origin;
  return origin?.kind === 'mutated' && origin.parent === id;
}
