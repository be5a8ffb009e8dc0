import { hasBaseline } from '../spec/spec.ts';
import { placesOf } from './charges.ts';
import type { RunSnapshot } from './fold.ts';

/** Wall time of a run, summed over its trainers. */
export interface TrainerTime {
  /** In which they could have trained, in ms. */
  readonly wantedMs: number;
  /** In which they did. */
  readonly busyMs: number;
}

export const noTime: TrainerTime = { wantedMs: 0, busyMs: 0 };

/** Whether time that passes now counts: not while the run is paused, or held back by its pace. */
export const isGoingOn = ({ status, isHeld }: RunSnapshot): boolean => status === 'running' && !isHeld;

/** Milliseconds that count: against a budget of minutes, and as the time that a search has taken. */
export const activeMs = ({ at, stillMs }: RunSnapshot): number => at - stillMs;

/**
 * Share of the time in which trainers waited for something to train, 0-1; undefined before any time has passed. While
 * the run is paused or held back by its pace, and for trainers that the rest of the budget has no work for, nothing is waited for.
 */
export const waitShare = ({ trainerTime: { wantedMs, busyMs } }: RunSnapshot): number | undefined =>
  wantedMs === 0 ? undefined : 1 - busyMs / wantedMs;

/** Adds the time from the newest event to `at`, in which the run stood as it stands. */
export function passTime(run: RunSnapshot, at: number): TrainerTime {
  if (!isGoingOn(run) || !run.spec) return run.trainerTime;
  const { wantedMs, busyMs } = run.trainerTime;
  const ms = at - run.at;
  const training = run.open.filter((id) => run.candidates[id - 1]?.startedAt !== undefined).length;
  // Trainers that a change of their number left over finish what they are at.
  const wanted = Math.max(training, Math.min(run.spec.workers, training + unasked(run, training)));
  return { wantedMs: wantedMs + wanted * ms, busyMs: busyMs + training * ms };
}

/** A trainer was at work for so long on something else than a candidate, which is known only now. */
export const withWork = ({ wantedMs, busyMs }: TrainerTime, ms: number): TrainerTime => ({
  wantedMs,
  busyMs: Math.min(wantedMs, busyMs + ms),
});

/** Proposals that the budget still has, or had before they are on a trainer. */
function unasked(run: RunSnapshot, training: number): number {
  const { spec, candidates, open } = run;
  if (!spec || spec.budget.unit === 'minutes') return Infinity;
  const arms = hasBaseline(spec) ? (['search', 'baseline'] as const) : (['search'] as const);
  const places = arms.reduce((sum, arm) => sum + placesOf(spec.budget.count, run, arm), 0);
  const settled = candidates.length - open.length + training;
  return Math.max(0, places - settled);
}
