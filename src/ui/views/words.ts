/** What happened to a candidate, in words. */
import type { Arm, FailureReason, FaultKind, Origin, Outcome, ScreeningStage } from '../../search/domain.ts';
import { INSTRUCTIONS } from '../../search/prompts/instructions.ts';
import { assertNever } from '../../search/result.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import type { StrategyId } from '../../search/spec/spec.ts';
import { percent } from './format.ts';

export const STRATEGY_NAMES: Record<StrategyId, string> = {
  random: 'Random search',
  evolution: 'Evolution',
  llm: 'Language model',
  evoprompting: 'EvoPrompting',
  llmatic: 'LLMatic',
  gptnas: 'GPT-NAS',
  chat: 'Chat design',
};

/** Where room is scarce. */
export const STRATEGY_WORDS: Record<StrategyId, string> = {
  random: 'Random',
  evolution: 'Evolution',
  llm: 'Model',
  evoprompting: 'EvoPrompting',
  llmatic: 'LLMatic',
  gptnas: 'GPT-NAS',
  chat: 'Chat',
};

export const armName = (arm: Arm, strategy: StrategyId | undefined): string =>
  arm === 'baseline' ? 'Random search' : STRATEGY_NAMES[strategy ?? 'evolution'];

/** One line, e.g. `child of 12: widen conv1 to 32`. */
export function originWords(origin: Origin): string {
  switch (origin.kind) {
    case 'sampled':
      return 'drawn at random';
    case 'seed':
      return `given: ${origin.name}`;
    case 'mutated':
      return `child of ${origin.parent}: ${origin.edits.join('; ') || 'unchanged'}`;
    case 'assembled':
      return origin.parents.length === 0
        ? `put together from ${origin.blocks.length} blocks`
        : `child of ${origin.parents.join(' and ')}, ${origin.blocks.length} blocks`;
    case 'written': {
      const after = origin.parents.length === 0 ? '' : ` after ${origin.parents.join(' and ')}`;
      const wish =
        origin.instruction === undefined ? '' : `, asked to ${instructionWords(origin.instruction)}`;
      return `written by the model${after}${wish}`;
    }
    default:
      return assertNever(origin);
  }
}

/** A kind of prompt in words; what a person was understood to want is in words already. */
export const instructionWords = (instruction: string): string =>
  (INSTRUCTIONS as Readonly<Record<string, string>>)[instruction] ?? instruction;

const STAGES: Record<ScreeningStage, string> = {
  novelty: 'too much like an earlier one',
  size: 'too many parameters',
  'zero-cost': 'too little gradient',
  short: 'a poor start',
};

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
    case 'screened':
      return `screened out: ${STAGES[outcome.stage]}`;
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
  if (outcome?.kind === 'failed' || outcome?.kind === 'screened') return outcome.message;
  return undefined;
}
