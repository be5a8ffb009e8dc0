/** What happened to a candidate, in words. */
import type { Arm, FailureReason, FaultKind, Origin, Outcome } from '../../search/domain.ts';
import { assertNever } from '../../search/result.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import type { StrategyId } from '../../search/spec/spec.ts';
import { percent } from './format.ts';

export const STRATEGY_NAMES: Record<StrategyId, string> = {
  random: 'Random search',
  evolution: 'Evolution',
  llm: 'Language model',
};

/** Where room is scarce. */
export const STRATEGY_WORDS: Record<StrategyId, string> = {
  random: 'Random',
  evolution: 'Evolution',
  llm: 'Model',
};

export const armName = (arm: Arm, strategy: StrategyId | undefined): string =>
  arm === 'baseline' ? 'Random search' : STRATEGY_NAMES[strategy ?? 'evolution'];

/** One line, e.g. `child of 12: widen conv1 to 32`. */
export function originWords(origin: Origin): string {
  switch (origin.kind) {
    case 'sampled':
      return 'drawn at random';
    case 'mutated':
      return `child of ${origin.parent}: ${origin.edits.join('; ') || 'unchanged'}`;
    case 'written':
      return origin.parents.length === 0
        ? 'written by the model'
        : `written by the model after ${origin.parents.join(' and ')}`;
    default:
      return assertNever(origin);
  }
}

const FAULTS: Record<FaultKind, string> = {
  empty: 'no code',
  syntax: 'does not parse',
  'no-function': 'no function in it',
  'unknown-layer': 'unknown layer',
  'bad-argument': 'bad argument',
  shape: 'shapes do not fit',
  output: 'wrong output',
  'too-big': 'too big',
  timeout: 'ran too long',
  memory: 'took too much memory',
  runtime: 'threw an error',
};

const FAILURES: Record<FailureReason, string> = {
  diverged: 'training diverged',
  'out-of-memory': 'out of memory',
  'trainer-lost': 'trainer lost',
  timeout: 'training took too long',
  error: 'training failed',
};

/** A few words for a table cell or a heading. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'scored':
      return 'trained';
    case 'rejected':
      return `invalid: ${FAULTS[outcome.fault.kind]}`;
    case 'duplicate':
      return `same network as ${outcome.of}`;
    case 'failed':
      return FAILURES[outcome.reason];
    case 'cancelled':
      return 'cancelled';
    default:
      return assertNever(outcome);
  }
}

/** Where a candidate stands, finished or not. */
export function stageWords(record: CandidateRecord): string {
  if (record.outcome) return outcomeWords(record.outcome);
  const last = record.curve.at(-1);
  if (last) return `training, ${percent(last.valAccuracy)} so far`;
  if (record.startedAt !== undefined) return 'training';
  return record.architecture ? 'waiting for a trainer' : 'being checked';
}

/** The whole sentence behind an outcome, where there is more to say. */
export function reasonOf(outcome: Outcome | undefined): string | undefined {
  if (outcome?.kind === 'rejected') return outcome.fault.message;
  if (outcome?.kind === 'failed') return outcome.message;
  return undefined;
}
