/** Where the candidates of a run are on their way round, and which of them moved on between two moments. */
import type { Arm, CandidateId } from '../../search/domain.ts';
import { isStoppedEarly } from '../../search/estimators/cost.ts';
import type { CandidateRecord, RunSnapshot } from '../../search/run/fold.ts';
import type { RunSpec } from '../../search/spec/spec.ts';
import { outcomeWords } from './words.ts';
import { m } from '../messages/messages.js';

/** In the order in which a candidate passes them; from the last what was learnt goes back to the first. */
export const STATIONS = ['strategy', 'writer', 'sandbox', 'screening', 'trainer', 'archive'] as const;
export type Station = (typeof STATIONS)[number];

export interface InTraining {
  readonly id: CandidateId;
  readonly arm: Arm;
  /** Steps or epochs taken, in the unit of the run's setting. */
  readonly done: number;
  readonly of: number;
}

/** What each station holds at this moment, and what has passed it. */
export interface Holdings {
  readonly asked: number;
  /** Outcomes that the strategy was told: those of its own arm. */
  readonly told: number;
  readonly checking: readonly CandidateId[];
  /** Networks that no trainer has taken yet. */
  readonly waiting: readonly CandidateId[];
  readonly training: readonly InTraining[];
  readonly refused: number;
  readonly duplicate: number;
  readonly screened: number;
  /** In the course of their training. */
  readonly stopped: number;
  readonly failed: number;
  readonly scored: number;
  /** Niches that the search has filled. */
  readonly kinds: number;
}

export const hasScreening = ({ screening, estimator }: Pick<RunSpec, 'screening' | 'estimator'>): boolean =>
  screening.novelty > 0 ||
  screening.maxParams > 0 ||
  screening.zeroCost ||
  screening.short > 0 ||
  estimator?.id === 'zero-cost' ||
  estimator?.id === 'one-shot';

export function holdingsOf(run: RunSnapshot): Holdings {
  const open = run.open.flatMap((id) => run.candidates[id - 1] ?? []);
  const here = open.filter(({ startedAt }) => startedAt === undefined);
  const count = { rejected: 0, duplicate: 0, screened: 0, failed: 0, scored: 0, cancelled: 0 };
  for (const { outcome } of run.candidates) if (outcome) count[outcome.kind] += 1;
  const stopped = run.candidates.filter(({ outcome }) => isStoppedEarly(outcome)).length;
  return {
    asked: run.candidates.length,
    told: run.candidates.filter(({ candidate, outcome }) => candidate.arm === 'search' && outcome).length,
    checking: here.filter(({ architecture }) => !architecture).map(({ candidate }) => candidate.id),
    waiting: here.filter(({ architecture }) => architecture).map(({ candidate }) => candidate.id),
    training: open
      .filter(({ startedAt }) => startedAt !== undefined)
      .map((record) => inTraining(record, run.spec)),
    refused: count.rejected,
    duplicate: count.duplicate,
    screened: count.screened - stopped,
    stopped,
    failed: count.failed,
    scored: count.scored,
    kinds: run.archives.search.size,
  };
}

function inTraining(
  { candidate: { id, arm }, curve }: CandidateRecord,
  spec: RunSpec | undefined,
): InTraining {
  const { unit = 'steps', count = 0 } = spec?.training.length ?? {};
  const point = curve.at(-1);
  const done = (unit === 'steps' ? point?.step : point?.epoch) ?? 0;
  return { id, arm, done: Math.min(done, count), of: count };
}

/** A candidate on its way from one station to another. */
export interface Move {
  readonly id: CandidateId;
  readonly arm: Arm;
  readonly from: Station;
  readonly to: Station;
  /** It took a niche of its arm's archive. */
  readonly isElite: boolean;
  /** Why it goes no further. */
  readonly end?: string;
}

/** Older candidates than so many do not move any more. */
const RECENT = 32;

/** Those that moved on, in the order asked. Nothing where the second moment does not follow from the first. */
export function movesBetween(before: RunSnapshot, after: RunSnapshot): readonly Move[] {
  const screens = after.spec !== undefined && hasScreening(after.spec);
  if (before.candidates.length > after.candidates.length) return [];
  return after.candidates.slice(-RECENT).flatMap((record) => {
    const { id, arm } = record.candidate;
    const earlier = before.candidates[id - 1];
    if (earlier === record) return [];
    const from: Place = earlier ? placeOf(earlier, screens) : { station: 'writer' };
    const to = placeOf(record, screens);
    if (from.end !== undefined || (from.station === to.station && to.end === undefined)) return [];
    // An earlier moment of the same run.
    if (STATIONS.indexOf(to.station) < STATIONS.indexOf(from.station)) return [];
    return [
      {
        id,
        arm,
        from: from.station,
        to: to.station,
        isElite: to.station === 'archive' && to.end === undefined,
        ...(to.end !== undefined && { end: to.end }),
      },
    ];
  });
}

interface Place {
  readonly station: Station;
  readonly end?: string;
}

function placeOf({ outcome, architecture, startedAt, placement }: CandidateRecord, screens: boolean): Place {
  switch (outcome?.kind) {
    case undefined:
      if (startedAt !== undefined) return { station: 'trainer' };
      if (!architecture) return { station: 'sandbox' };
      return { station: screens ? 'screening' : 'sandbox' };
    case 'rejected':
    case 'duplicate':
      return { station: 'sandbox', end: outcomeWords(outcome) };
    case 'screened':
      // Whoever was stopped in the course of its training is with its trainer.
      return { station: startedAt === undefined ? 'screening' : 'trainer', end: outcomeWords(outcome) };
    case 'failed':
      return { station: 'trainer', end: outcomeWords(outcome) };
    case 'cancelled':
      return { station: startedAt === undefined ? 'sandbox' : 'trainer', end: outcomeWords(outcome) };
    case 'scored':
      if (!placement) return { station: 'trainer' };
      if (placement.kind !== 'kept-incumbent') return { station: 'archive' };
      return {
        station: 'archive',
        end:
          placement.incumbent === undefined ? m.loop_beaten() : m.loop_beaten_by({ id: placement.incumbent }),
      };
  }
}
