/** What happened to a candidate, in words. */
import type {
  Arm,
  BackendName,
  BackendReason,
  BackendReport,
  FailureReason,
  FaultKind,
  Origin,
  Outcome,
  ScreeningStage,
} from '../../search/domain.ts';
import type { Instruction } from '../../search/prompts/instructions.ts';
import { assertNever } from '../../search/result.ts';
import type { CandidateRecord, RunStatus } from '../../search/run/fold.ts';
import type { StrategyId } from '../../search/spec/spec.ts';
import type { Said } from '../../search/told/told.ts';
import { m } from '../messages/messages.js';
import { editWords } from './edits.ts';
import { givenName } from './givenNames.ts';
import { faultWords } from './faults.ts';
import { decimal, percent, whole } from './format.ts';
import { toldWords } from './told.ts';
import { trainingWords } from './training.ts';

export const STRATEGY_NAMES: Record<StrategyId, () => string> = {
  random: m.words_name_random,
  evolution: m.words_name_evolution,
  llm: m.words_name_llm,
  evoprompting: m.words_name_evoprompting,
  llmatic: m.words_name_llmatic,
  gptnas: m.words_name_gptnas,
  chat: m.words_name_chat,
  'local-search': m.words_name_local_search,
  tpe: m.words_name_tpe,
  reinforce: m.words_name_reinforce,
  nsga2: m.words_name_nsga2,
  mcts: m.words_name_mcts,
  bananas: m.words_name_bananas,
  morphism: m.words_name_morphism,
  spos: m.words_name_spos,
  darts: m.words_name_darts,
};

/** Where room is scarce. */
export const STRATEGY_WORDS: Record<StrategyId, () => string> = {
  random: m.words_short_random,
  evolution: m.words_short_evolution,
  llm: m.words_short_llm,
  evoprompting: m.words_short_evoprompting,
  llmatic: m.words_short_llmatic,
  gptnas: m.words_short_gptnas,
  chat: m.words_short_chat,
  'local-search': m.words_short_local_search,
  tpe: m.words_short_tpe,
  reinforce: m.words_short_reinforce,
  nsga2: m.words_short_nsga2,
  mcts: m.words_short_mcts,
  bananas: m.words_short_bananas,
  morphism: m.words_short_morphism,
  spos: m.words_short_spos,
  darts: m.words_short_darts,
};

export const armName = (arm: Arm, strategy: StrategyId | undefined): string =>
  arm === 'baseline' ? m.words_name_random() : STRATEGY_NAMES[strategy ?? 'evolution']();

/** Where room is scarce. */
export const armShort = (arm: Arm, strategy: StrategyId | undefined): string =>
  STRATEGY_WORDS[arm === 'baseline' ? 'random' : (strategy ?? 'evolution')]();

/** One line, e.g. `child of 12: widen conv1 to 32`. */
export function originWords(origin: Origin): string {
  switch (origin.kind) {
    case 'sampled':
      return m.words_drawn();
    case 'seed':
      return m.words_given({ name: givenName(origin.name) });
    case 'edited':
      return origin.parents.length === 0
        ? m.steer_edited()
        : m.steer_edited_after({ parents: joined(origin.parents) });
    case 'mutated':
      return m.words_child({
        parents: origin.parent,
        edits: origin.edits.map(editWords).join('; ') || m.words_unchanged(),
      });
    case 'chosen':
      return origin.parents.length === 0
        ? m.words_chosen({ count: origin.choices.length })
        : m.words_chosen_child({ parents: joined(origin.parents), count: origin.choices.length });
    case 'assembled':
      return origin.parents.length === 0
        ? m.words_assembled({ count: origin.blocks.length })
        : m.words_assembled_child({ parents: joined(origin.parents), count: origin.blocks.length });
    case 'written': {
      const after = origin.parents.length === 0 ? '' : m.words_after({ parents: joined(origin.parents) });
      const wish =
        origin.instruction === undefined
          ? ''
          : m.words_asked_to({ wish: instructionWords(origin.instruction) });
      return `${m.words_written()}${after}${wish}`;
    }
    default:
      return assertNever(origin);
  }
}

/** Numbers of candidates: `3 and 4`. */
export const joined = (ids: readonly number[]): string => ids.join(m.words_and());

/** What the model is asked, as the prompts word it, for people. */
const ASKED: Record<Instruction, () => string> = {
  'add-layer': m.words_ask_add_layer,
  'delete-layer': m.words_ask_delete_layer,
  improve: m.words_ask_improve,
  shrink: m.words_ask_shrink,
  grow: m.words_ask_grow,
  'add-dense': m.words_ask_add_dense,
  'add-convolution': m.words_ask_add_convolution,
  'add-pooling': m.words_ask_add_pooling,
  'add-residual': m.words_ask_add_residual,
  'add-residuals': m.words_ask_add_residuals,
  'add-dropout': m.words_ask_add_dropout,
  'add-normalization': m.words_ask_add_normalization,
  'add-recurrent': m.words_ask_add_recurrent,
  widen: m.words_ask_widen,
  narrow: m.words_ask_narrow,
  deepen: m.words_ask_deepen,
  shallower: m.words_ask_shallower,
  tune: m.words_ask_tune,
  fix: m.words_ask_fix,
  combine: m.words_ask_combine,
};

/** A kind of prompt in words; what a person was understood to want is in words already. */
export const instructionWords = (instruction: string): string =>
  (ASKED as Readonly<Record<string, () => string>>)[instruction]?.() ?? instruction;

const STAGES: Record<ScreeningStage, () => string> = {
  novelty: m.words_stage_novelty,
  size: m.words_stage_size,
  'zero-cost': m.words_stage_zero_cost,
  'one-shot': m.words_stage_one_shot,
  short: m.words_stage_short,
  halving: m.words_stage_halving,
  median: m.words_stage_median,
  curve: m.words_stage_curve,
  predictor: m.words_stage_predictor,
};

const FAULTS: Record<FaultKind, () => string> = {
  empty: m.words_fault_empty,
  syntax: m.words_fault_syntax,
  'no-function': m.words_fault_no_function,
  'unknown-layer': m.words_fault_unknown_layer,
  'bad-argument': m.words_fault_bad_argument,
  shape: m.words_fault_shape,
  output: m.words_fault_output,
  'too-big': m.words_fault_too_big,
  timeout: m.words_fault_timeout,
  memory: m.words_fault_memory,
  runtime: m.words_fault_runtime,
};

const FAILURES: Record<FailureReason, () => string> = {
  diverged: m.words_failure_diverged,
  'out-of-memory': m.words_failure_out_of_memory,
  'trainer-lost': m.words_failure_trainer_lost,
  timeout: m.words_failure_timeout,
  error: m.words_failure_error,
};

/** A few words for a table cell or a heading. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'scored':
      return m.words_trained();
    case 'rejected':
      return m.words_invalid({ fault: FAULTS[outcome.fault.kind]() });
    case 'duplicate':
      return m.words_same_as({ id: outcome.of });
    case 'screened':
      return m.words_screened({ stage: STAGES[outcome.stage]() });
    case 'failed':
      return FAILURES[outcome.reason]();
    case 'cancelled':
      return m.words_cancelled();
    default:
      return assertNever(outcome);
  }
}

/** Of what nothing has come of yet: that it may, or that the run ended first. */
export const openWords = (status: RunStatus): string =>
  status === 'ended' ? m.methods_cut_short() : m.methods_under_way();

/** Where a candidate stands, finished or not. */
export function stageWords(record: CandidateRecord): string {
  if (record.outcome) return outcomeWords(record.outcome);
  if (record.isAside) return m.words_aside();
  const last = record.curve.at(-1);
  if (last) return m.words_training_so_far({ accuracy: percent(last.valAccuracy) });
  if (record.startedAt !== undefined) return m.words_training();
  return record.architecture ? m.words_waiting_trainer() : m.words_being_checked();
}

/** Why a trainer runs where it does, in a sentence. */
export function backendWords({ backend, reason, adapter = '' }: BackendReport): string {
  if (typeof reason === 'string') return reason;
  switch (reason.kind) {
    case 'chosen':
      return reason.isSoftware ? m.words_backend_chosen_software() : CHOSEN[backend]();
    case 'gpu':
      return m.words_backend_gpu({ adapter });
    case 'no-gpu': {
      const why = NO_GPU[reason.why]({ fault: quoted(reason.fault ?? '') });
      return reason.wasmFault === undefined
        ? m.words_backend_wasm({ why })
        : m.words_backend_cpu({ why, fault: quoted(reason.wasmFault) });
    }
    default:
      return assertNever(reason);
  }
}

const CHOSEN: Record<BackendName, () => string> = {
  webgpu: m.words_backend_chosen_webgpu,
  wasm: m.words_backend_chosen_wasm,
  cpu: m.words_backend_chosen_cpu,
};

const NO_GPU: Record<(BackendReason & { kind: 'no-gpu' })['why'], (told: { fault: string }) => string> = {
  'no-webgpu': () => m.words_backend_no_webgpu(),
  'no-adapter': () => m.words_backend_no_adapter(),
  software: () => m.words_backend_software(),
  'not-started': m.words_backend_not_started,
};

/** In brackets, without the full stop. */
const quoted = (said: Said): string => toldWords(said).replace(/\.$/, '');

/** The whole sentence behind an outcome, where there is more to say. */
export function reasonOf(outcome: Outcome | undefined): string | undefined {
  if (outcome?.kind === 'rejected') return faultWords(outcome.fault.message);
  if (outcome?.kind === 'failed') return failureWords(outcome);
  return outcome?.kind === 'screened' ? screenedWords(outcome) : undefined;
}

const failureWords = ({ reason, message }: Outcome & { kind: 'failed' }): string =>
  typeof message === 'string' ? (FAILURE_ADVICE[reason]?.() ?? message) : trainingWords(message);

function screenedWords({ stage, message, figures, of = 0 }: Outcome & { kind: 'screened' }): string {
  if (!figures) return message;
  const { value, bar, length, proxy, chance = 0 } = figures;
  const onTheWay = { steps: whole(length?.count ?? 0), accuracy: percent(value), bar: percent(bar) };
  switch (stage) {
    case 'size':
      return m.words_screened_size({ params: whole(value), most: whole(bar) });
    case 'novelty':
      return m.words_screened_novelty({ share: percent(value, 0), of, most: percent(bar, 0) });
    case 'zero-cost': {
      if (proxy === 'vote') return m.words_screened_vote({ share: percent(value, 0), bar: percent(bar, 0) });
      const [own, needed] = [decimal(value.toPrecision(3)), decimal(bar.toPrecision(3))];
      return proxy === undefined
        ? m.words_screened_gradients({ norm: own, bar: needed })
        : m.words_screened_proxy({ proxy, value: own, bar: needed });
    }
    case 'one-shot':
      return m.words_screened_one_shot({ accuracy: percent(value), bar: percent(bar) });
    case 'halving':
      return m.words_screened_halving(onTheWay);
    case 'median':
      return m.words_screened_median(onTheWay);
    case 'curve':
      return m.words_screened_curve({ ...onTheWay, chance: percent(chance) });
    case 'predictor':
      return m.words_screened_predictor(onTheWay);
    case 'short':
      return length?.unit === 'epochs'
        ? m.words_screened_epochs({ count: length.count, accuracy: percent(value), bar: percent(bar) })
        : m.words_screened_steps({ count: length?.count ?? 0, accuracy: percent(value), bar: percent(bar) });
    default:
      return assertNever(stage);
  }
}

/** The reason alone says it all in some runs that were kept before failures had facts. */
const FAILURE_ADVICE: Partial<Record<FailureReason, () => string>> = {
  diverged: m.words_advice_diverged,
  'out-of-memory': m.words_advice_out_of_memory,
};

/** The classes of Fashion-MNIST, as its data calls them. */
const CLASSES: Readonly<Record<string, () => string>> = {
  'T-shirt/top': m.words_class_tshirt,
  Trouser: m.words_class_trouser,
  Pullover: m.words_class_pullover,
  Dress: m.words_class_dress,
  Coat: m.words_class_coat,
  Sandal: m.words_class_sandal,
  Shirt: m.words_class_shirt,
  Sneaker: m.words_class_sneaker,
  Bag: m.words_class_bag,
  'Ankle boot': m.words_class_boot,
};

/** A class as the data calls it, in the page's language. */
export function classWord(name: string): string {
  // So is the rest called where one class stands against all others.
  if (name.startsWith('not ')) return m.words_not({ name: classWord(name.slice(4)) });
  return CLASSES[name]?.() ?? name;
}
