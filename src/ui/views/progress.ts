/** How far a run has come, and what it is doing now. */
import type { Arm } from '../../search/domain.ts';
import type { CandidateRecord, RunSnapshot } from '../../search/run/fold.ts';
import { placesOf } from '../../search/run/charges.ts';
import { activeMs } from '../../search/run/waiting.ts';
import { hasBaseline } from '../../search/spec/spec.ts';
import { m } from '../messages/messages.js';
import { listed, percent, roughly } from './format.ts';
import type { ScoredPoint } from './scored.ts';
import { toldWords } from './told.ts';

export interface ArmProgress {
  readonly arm: Arm;
  readonly finished: number;
  /** Absent when the budget is time. */
  readonly total?: number;
  /** 0–1 */
  readonly fraction: number;
}

export function armsProgress(run: RunSnapshot): readonly ArmProgress[] {
  const { spec } = run;
  if (!spec) return [];
  const arms: readonly Arm[] = hasBaseline(spec) ? ['search', 'baseline'] : ['search'];
  return arms.map((arm) => {
    const finished = run.candidates.filter(
      ({ candidate, outcome }) => candidate.arm === arm && outcome,
    ).length;
    if (spec.budget.unit === 'minutes')
      return { arm, finished, fraction: Math.min(1, activeMs(run) / (spec.budget.count * 60_000)) };
    const total = placesOf(spec.budget.count, run, arm);
    return { arm, finished, total, fraction: Math.min(1, finished / total) };
  });
}

/** Milliseconds until the budget is spent, from the mean time of a candidate; absent until one has finished, and in a chat. */
export function remainingMs(run: RunSnapshot): number | undefined {
  const { spec } = run;
  if (!spec || run.status === 'ended') return undefined;
  // How long a person takes nobody knows.
  if (spec.strategy.id === 'chat') return undefined;
  if (spec.budget.unit === 'minutes') return Math.max(0, spec.budget.count * 60_000 - activeMs(run));
  const spans = run.candidates.flatMap(({ askedAt, finishedAt }) =>
    finishedAt === undefined ? [] : [finishedAt - askedAt],
  );
  if (spans.length === 0) return undefined;
  const mean = spans.reduce((sum, span) => sum + span, 0) / spans.length;
  const left = armsProgress(run).reduce(
    (sum, { total = 0, finished }) => sum + Math.max(0, total - finished),
    0,
  );
  return (mean * left) / Math.max(1, spec.workers);
}

/**
 * What goes on, in a sentence or two.
 * @param best of the search; `rival` is the best of the baseline
 */
export function statusSentence(
  run: RunSnapshot,
  best: ScoredPoint | undefined,
  rival: ScoredPoint | undefined,
): string {
  const { spec } = run;
  if (!spec) return m.page_ready_press();
  const bestSo = best ? m.page_best_so_far({ accuracy: percent(best.accuracy), id: best.id }) : '';
  switch (run.status) {
    case 'idle':
      return m.page_ready();
    case 'paused':
      return m.page_paused({ best: bestSo });
    case 'ended':
      return `${endWords(run)} ${resultWords(best, rival)}`;
    case 'running':
      return `${doing(run)} ${bestSo}`;
  }
}

function resultWords(best: ScoredPoint | undefined, rival: ScoredPoint | undefined): string {
  if (!best) return '';
  const found = { id: best.id, accuracy: percent(best.accuracy) };
  return rival
    ? m.page_best_and_rival({ ...found, rival: percent(rival.accuracy) })
    : m.page_best_network(found);
}

function endWords({ end, candidates }: RunSnapshot): string {
  if (end?.reason === 'failed') return m.page_failed({ message: toldWords(end.message ?? '') });
  const tried = m.candidates_count({ count: candidates.length });
  return end?.reason === 'stopped' ? m.page_stopped({ tried }) : m.page_finished({ tried });
}

function doing(run: RunSnapshot): string {
  const open = run.candidates.filter(({ outcome }) => !outcome);
  const training = open.filter(({ startedAt }) => startedAt !== undefined);
  const total = totalCandidates(run);
  const told = (records: readonly CandidateRecord[]) => {
    const ids = listed(records.map(({ candidate }) => candidate.id));
    return { count: records.length, ids: total === undefined ? ids : m.page_of_total({ ids, total }) };
  };
  if (training.length > 0) return m.page_training(told(training));
  if (open.length > 0) return m.page_preparing(told(open));
  if (run.isHeld) return m.page_held();
  return run.spec?.strategy.id === 'chat' ? m.page_waiting_for_you() : m.page_waiting();
}

function totalCandidates(run: RunSnapshot): number | undefined {
  const totals = armsProgress(run).map(({ total }) => total);
  return totals.includes(undefined) ? undefined : totals.reduce<number>((sum, total = 0) => sum + total, 0);
}

/** For the header, e.g. `about 2 min left`. */
export const remainingWords = (run: RunSnapshot): string => {
  const ms = remainingMs(run);
  return ms === undefined ? '' : m.page_left({ time: roughly(ms) });
};
