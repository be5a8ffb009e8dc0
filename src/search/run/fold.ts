/** Folds the event list into what there is to see. Live page, replay and tests all use this one function. */
import type { Stance } from '../archive/niches.ts';
import type {
  Architecture,
  Arm,
  BackendReport,
  Candidate,
  CandidateId,
  Charge,
  CurvePoint,
  EndReason,
  KeptNotice,
  Outcome,
  Placement,
  RunEvent,
  TaskShape,
  TestReport,
} from '../domain.ts';
import type { Probe } from '../estimators/proxies.ts';
import { assertNever } from '../result.ts';
import { type MethodViews, applyNote } from '../strategies/notes.ts';
import type { RunSpec, SpecPatch } from '../spec/spec.ts';
import type { Said } from '../told/told.ts';
import { ToldError } from '../told/toldError.ts';
import { isHeldAfter } from './standstill.ts';
import { type TrainerTime, isGoingOn, noTime, passTime, withWork } from './waiting.ts';

/** A candidate and all that is known of it so far. */
export interface CandidateRecord {
  readonly candidate: Candidate;
  readonly askedAt: number;
  readonly architecture?: Architecture;
  /** The trainer it is or was on. */
  readonly trainer?: number;
  readonly startedAt?: number;
  readonly curve: readonly CurvePoint[];
  /** It waits for the others of its bracket. */
  readonly isAside?: boolean;
  /** Zero-cost proxies that were measured before it was trained. */
  readonly probe?: Probe;
  readonly outcome?: Outcome;
  readonly finishedAt?: number;
  readonly placement?: Placement;
  readonly test?: TestReport;
}

/** A charge, and how many candidates of both arms had been asked for by then: those that came after it are dearer by it. */
export interface Charged extends Charge {
  readonly after: number;
}

export type RunStatus = 'idle' | 'running' | 'paused' | 'ended';

export interface RunSnapshot {
  readonly status: RunStatus;
  /** As it stands now, with all changes applied. */
  readonly spec?: RunSpec;
  readonly task?: TaskShape;
  /** In the order asked; candidate `id` stands at index `id - 1`. */
  readonly candidates: readonly CandidateRecord[];
  /** Those that nothing has become of yet, in the order asked. */
  readonly open: readonly CandidateId[];
  /** Elite of each filled archive cell, keyed `column,row`. */
  readonly archives: Readonly<Record<Arm, ReadonlyMap<string, CandidateId>>>;
  /** Niches of the search's archive that a person has favoured or closed, by the same keys. */
  readonly niches: ReadonlyMap<string, Exclude<Stance, 'open'>>;
  readonly trainers: ReadonlyMap<number, BackendReport>;
  readonly trainerTime: TrainerTime;
  /** What was spent beside the training of candidates. */
  readonly charges: readonly Charged[];
  /** The pace holds back the next candidate. */
  readonly isHeld: boolean;
  /** Milliseconds in which the run stood still: paused, held back by its pace, or ended. */
  readonly stillMs: number;
  readonly changes: readonly { readonly at: number; readonly patch: SpecPatch }[];
  /** What the strategy at work has to show of itself. */
  readonly methods: MethodViews;
  /** What a person said to the model, with the number of candidates there were. */
  readonly said: readonly { readonly text: string; readonly after: number; readonly at: number }[];
  readonly notices: readonly (KeptNotice & { readonly at: number })[];
  readonly end?: { readonly reason: EndReason; readonly message?: Said; readonly at: number } | undefined;
  /** Time of the newest event. */
  readonly at: number;
}

export const emptyRun: RunSnapshot = {
  status: 'idle',
  candidates: [],
  open: [],
  archives: { search: new Map(), baseline: new Map() },
  niches: new Map(),
  trainers: new Map(),
  trainerTime: noTime,
  charges: [],
  isHeld: false,
  stillMs: 0,
  changes: [],
  methods: {},
  said: [],
  notices: [],
  at: 0,
};

export function applyEvent(run: RunSnapshot, event: RunEvent): RunSnapshot {
  const next = {
    ...run,
    at: event.at,
    trainerTime: passTime(run, event.at),
    isHeld: isHeldAfter(run.isHeld, event.kind),
    stillMs: run.stillMs + (isGoingOn(run) ? 0 : event.at - run.at),
  };
  const { at } = event;
  switch (event.kind) {
    case 'started':
      return { ...emptyRun, status: 'running', spec: event.spec, task: event.task, at };
    case 'trainer':
      return { ...next, trainers: new Map(run.trainers).set(event.trainer, event.report) };
    case 'asked': {
      if (event.candidate.id !== run.candidates.length + 1)
        throw new ToldError({
          kind: 'asked-out-of-order',
          id: event.candidate.id,
          after: run.candidates.length,
        });
      return {
        ...next,
        candidates: [...run.candidates, { candidate: event.candidate, askedAt: at, curve: [] }],
        open: [...run.open, event.candidate.id],
      };
    }
    case 'compiled':
      return update(next, event.id, () => ({ architecture: event.architecture }));
    case 'training':
      // A restart elsewhere begins the curve anew, and so does a later rung.
      return update(next, event.id, ({ isAside }) => ({
        trainer: event.trainer,
        startedAt: at,
        curve: [],
        ...(isAside && { isAside: false }),
      }));
    case 'probed':
      return update(next, event.id, () => ({ probe: event.probe }));
    case 'epoch':
      return update(next, event.id, (record) => ({ curve: [...record.curve, event.point] }));
    case 'aside':
      return update(next, event.id, () => ({ isAside: true }));
    case 'finished':
      return {
        ...update(next, event.id, () => ({ outcome: event.outcome, finishedAt: at })),
        open: run.open.filter((id) => id !== event.id),
      };
    case 'placed':
      return place(
        update(next, event.id, () => ({ placement: event.placement })),
        event.id,
        event.placement,
      );
    case 'changed':
      return {
        ...next,
        spec: run.spec && { ...run.spec, ...event.patch },
        changes: [...run.changes, { at, patch: event.patch }],
        // Another strategy begins with nothing to show.
        ...(event.patch.strategy && event.patch.strategy.id !== run.spec?.strategy.id && { methods: {} }),
      };
    case 'charged': {
      const { arm, candidates, steps, ms } = event;
      const charge = { ...(arm && { arm }), candidates, steps, ms, after: run.candidates.length };
      return {
        ...next,
        charges: [...run.charges, charge],
        trainerTime: withWork(next.trainerTime, ms),
      };
    }
    case 'method':
      return { ...next, methods: applyNote(run.methods, event.note) };
    case 'niche': {
      const niches = new Map(run.niches);
      if (event.stance === 'open') niches.delete(event.cell.join(','));
      else niches.set(event.cell.join(','), event.stance);
      return { ...next, niches };
    }
    case 'said':
      return {
        ...next,
        said: [...run.said, { text: event.text, after: run.candidates.length, at }],
      };
    case 'paused':
      return { ...next, status: 'paused' };
    case 'held':
      return next;
    case 'resumed':
      return { ...next, status: 'running' };
    case 'continued':
      return { ...next, status: 'running', end: undefined };
    case 'notice':
      return { ...next, notices: [...run.notices, { ...event.notice, at }] };
    case 'tested':
      return update(next, event.report.id, () => ({ test: event.report }));
    case 'ended':
      return {
        ...next,
        status: 'ended',
        end: { reason: event.reason, at, ...(event.message === undefined ? {} : { message: event.message }) },
      };
    default:
      return assertNever(event);
  }
}

export const foldRun = (events: readonly RunEvent[]): RunSnapshot => events.reduce(applyEvent, emptyRun);

function update(
  run: RunSnapshot,
  id: CandidateId,
  change: (record: CandidateRecord) => Partial<CandidateRecord>,
): RunSnapshot {
  const record = run.candidates[id - 1];
  if (!record) throw new ToldError({ kind: 'never-asked', id });
  return { ...run, candidates: run.candidates.with(id - 1, { ...record, ...change(record) }) };
}

function place(run: RunSnapshot, id: CandidateId, placement: Placement): RunSnapshot {
  if (placement.kind === 'kept-incumbent') return run;
  const arm = run.candidates[id - 1]?.candidate.arm ?? 'search';
  const filled = new Map(run.archives[arm]).set(placement.cell.join(','), id);
  return { ...run, archives: { ...run.archives, [arm]: filled } };
}
