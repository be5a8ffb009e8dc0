/** What the search needs from the world. Adapters live in `src/workers`; fakes in `testing`. */
import type {
  Architecture,
  Candidate,
  CandidateFault,
  CurvePoint,
  FailureReason,
  Notice,
  Outcome,
  Proposal,
  Score,
  TaskShape,
  Topology,
} from './domain.ts';
import type { Rng } from './random/rng.ts';
import type { Result } from './result.ts';
import type { TrainingSpec } from './spec/spec.ts';

/** Turns program text into an architecture without letting it touch anything. Never throws for a bad program. */
export interface Compiler {
  compile(source: string, task: TaskShape): Promise<Result<Architecture, CandidateFault>>;
}

/** One network to train. Equal jobs give equal results wherever the backend's arithmetic allows. */
export interface TrainingJob {
  readonly topology: Topology;
  readonly training: TrainingSpec;
  /** Seeds the weights, the order of the batches and dropout. */
  readonly seed: number;
}

export type TrainingResult =
  | { readonly kind: 'scored'; readonly score: Score }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly kind: 'cancelled' };

export interface EvaluationListener {
  /** The job left the queue and runs on this trainer; again if it had to be restarted elsewhere. */
  onStart(trainer: number): void;
  onPoint(point: CurvePoint): void;
}

/** Trains networks on the training split and scores them on the validation split. Rejects only for a bug. */
export interface Evaluator {
  evaluate(job: TrainingJob, listener: EvaluationListener, signal: AbortSignal): Promise<TrainingResult>;
  /**
   * Says that this job is likely to come next, so that what can be readied beforehand is. It changes no result, may
   * be ignored, and the job may never come.
   */
  warm(job: TrainingJob): void;
}

export interface CompletionOptions {
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  readonly seed: number;
  readonly stop?: readonly string[];
  /**
   * What the reply may be, in the EBNF of XGrammar with the rule `root`; a model that cannot be held to it says so by
   * `Proposer.constrains`.
   */
  readonly grammar?: string;
}

export interface Completion {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'abort';
  readonly tokens: number;
  readonly ms: number;
}

/** The model cannot write now (not loaded, no network, device lost). `message` is for a person. */
export class ProposerUnavailable extends Error {
  override readonly name = 'ProposerUnavailable';
}

/** How a model wants to be asked: as it was trained on our corpus, or in a conversation. */
export type PromptStyle = 'terse' | 'chat';

/** A language model that continues a conversation. */
export interface Proposer {
  /** The model's name for itself, e.g. `Qwen2.5-Coder-1.5B-Instruct-q4f16_1-MLC`. */
  readonly model: string;
  readonly style: PromptStyle;
  /** Whether it obeys `CompletionOptions.grammar`. */
  readonly constrains: boolean;
  /** Waits for a model that will be there in seconds; its traits are known only then. @throws the abort reason */
  ready?(signal: AbortSignal): Promise<void>;
  /**
   * @param onText called with each new piece of the reply as it streams
   * @throws ProposerUnavailable when the model cannot answer; the abort reason when `signal` fires
   */
  complete(
    prompt: { readonly system: string; readonly user: string },
    options: CompletionOptions,
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Completion>;
}

/** A candidate with what became of it. `architecture` is absent when the program was rejected. */
export interface Evaluated {
  readonly candidate: Candidate;
  readonly architecture?: Architecture;
  readonly outcome: Outcome;
}

/**
 * Proposes programs and learns from what became of them. It is asked ahead, while earlier proposals are still in
 * training, so outcomes come late, in any order, and as failures. Every proposal that is tried is told about exactly
 * once, unless the run ends first; one that was asked for and never tried is not told about. Nothing is told while an
 * ask is under way.
 */
export interface Strategy {
  /**
   * An ask takes seconds, as a language model's does, and not milliseconds. It then begins as early as it can, at the
   * price of knowing one outcome less.
   */
  readonly isSlow?: boolean;
  /** At most `room` proposals. An empty list means: tell me something first. */
  ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]>;
  tell(evaluated: Evaluated): void;
}

/** What a strategy is handed at its making. */
export interface StrategyContext {
  readonly task: TaskShape;
  readonly rng: Rng;
  /** Absent when the user has chosen no model. */
  readonly proposer?: Proposer;
  /** Called with the pieces of a reply as a model writes it. */
  readonly onText: (piece: string) => void;
  readonly notice: (notice: Notice) => void;
}
