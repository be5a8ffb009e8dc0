/** What the search needs from the world. Adapters live in `src/workers`; fakes in `testing`. */
import type { Niches } from './archive/niches.ts';
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
import type { NetworkProxy, Probe } from './estimators/proxies.ts';
import type { TrainingFact } from './faults/training.ts';
import type { LayerGrowth } from './morphism/growth.ts';
import type { Lessons } from './prompts/lessons.ts';
import type { Rng } from './random/rng.ts';
import type { Result } from './result.ts';
import type { Genotype } from './spaces/space.ts';
import type { StrategySpec, TrainingSpec } from './spec/spec.ts';
import type { MethodNote } from './strategies/notes.ts';
import type { Said } from './told/told.ts';
import { ToldError } from './told/toldError.ts';

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
  /** Keep the trained weights under this name, for networks that come later in the run. */
  readonly keepAs?: string;
  /**
   * Begin with the weights kept under this name, wherever a layer's name and a weight's shape match (Nasir et al. 2024,
   * LLMatic); the others are drawn by the seed. What was not kept changes nothing.
   */
  readonly startFrom?: string;
  /**
   * How the weights kept under `startFrom` are laid into this network, which is to compute what that one does. Without
   * such weights it begins as drawn.
   */
  readonly growth?: GrowthJob;
  /** Train on this share of the training examples, 0–1: a draw by the run's seed, every class in its share. All unless said. */
  readonly dataShare?: number;
  /** After each point the training waits for the listener's word on whether to go on. */
  readonly isWatched?: boolean;
}

/** A network that grows out of another. */
export interface GrowthJob {
  /** Of the other. */
  readonly parent: Topology;
  readonly layers: readonly LayerGrowth[];
}

export type TrainingResult =
  | { readonly kind: 'scored'; readonly score: Score }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: TrainingFact }
  | { readonly kind: 'cancelled' };

export interface EvaluationListener {
  /** The job left the queue and runs on this trainer; again if it had to be restarted elsewhere. */
  onStart(trainer: number): void;
  /** @returns `stop` to end a watched job there, which then is `cancelled`; of others nothing is heard */
  onPoint(point: CurvePoint): unknown;
}

/** Trains networks on the training split and scores them on the validation split. Rejects only for a bug. */
export interface Evaluator {
  evaluate(job: TrainingJob, listener: EvaluationListener, signal: AbortSignal): Promise<TrainingResult>;
  /**
   * Says that this job is likely to come next, so that what can be readied beforehand is. It changes no result, may
   * be ignored, and the job may never come.
   */
  warm(job: TrainingJob): void;
  /**
   * Measures these zero-cost proxies of a network, on one batch and before any training. Takes a trainer for a moment;
   * undefined when that ended before it was done.
   */
  probe(job: TrainingJob, proxies: readonly NetworkProxy[], signal: AbortSignal): Promise<Probe | undefined>;
  /** Whether weights are kept under this name, which a job may start from; absent where none ever are. */
  holds?(name: string): boolean;
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

/** The model cannot write now (not loaded, no network, device lost). */
export class ProposerUnavailable extends ToldError {}

/** How a model wants to be asked: as it was trained on our corpus, or in a conversation. */
export type PromptStyle = 'terse' | 'chat';

/** What a model is asked. */
export interface Prompt {
  /** Empty when there is nothing to say beforehand. */
  readonly system: string;
  /** Earlier turns of the same conversation, oldest first. */
  readonly earlier?: readonly { readonly user: string; readonly reply: string }[];
  readonly user: string;
}

/** A language model that continues a conversation. */
export interface Proposer {
  /** The model's name for itself, e.g. `Qwen2.5-Coder-1.5B-Instruct-q4f16_1-MLC`. */
  readonly model: string;
  /** How often it was tuned in this run; absent for a model that is not tuned. */
  readonly tuned?: number;
  readonly style: PromptStyle;
  /** Whether it obeys `CompletionOptions.grammar`. */
  readonly constrains: boolean;
  /** Whether `teach` would teach it: our own model can learn in the page, a model of fixed weights cannot. */
  readonly learns: boolean;
  /** Waits for a model that will be there in seconds; its traits are known only then. @throws the abort reason */
  ready?(signal: AbortSignal): Promise<void>;
  /**
   * @param onText called with each new piece of the reply as it streams
   * @throws ProposerUnavailable when the model cannot answer; the abort reason when `signal` fires
   */
  complete(
    prompt: Prompt,
    options: CompletionOptions,
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Completion>;
  /**
   * Tunes the model on these lessons; replies come from the new weights from then on, until the run ends. A fault
   * leaves the model as it was; it is for a person.
   * @throws the abort reason when `signal` fires
   */
  teach(
    lessons: Lessons,
    settings: { readonly steps: number; readonly learningRate: number; readonly seed: number },
    onStep: (step: TeachingStep) => void,
    signal: AbortSignal,
  ): Promise<Result<Taught, Said>>;
}

/** What tuning came to. */
export interface Taught {
  /** Lessons learnt from. */
  readonly lessons: number;
  /** Mean cross-entropy, in nats, on lessons that were kept back, before and after; absent when there were none. */
  readonly keptBack?: { readonly before: number; readonly after: number };
}

/** A network as GPT-NAS sees it: its layers in order, each a token of the vocabulary, with the block it belongs to. */
export interface LayerSequence {
  /** Token of each layer, 0 … vocabulary - 1. */
  readonly layers: readonly number[];
  /** Kind of the block that each layer stands in, 0 … blocks - 1; as long as `layers`. */
  readonly blocks: readonly number[];
}

/** One step of teaching, for its curve. */
export interface TeachingStep {
  /** 1 for the first. */
  readonly step: number;
  readonly of: number;
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
}

/** The small GPT over layers and the classifier beside it (Yu et al. 2023, GPT-NAS, sections 3.2 and 3.3). */
export interface LayerModel {
  /** Loads the weights that come with the page. @throws with a sentence for a person */
  load(signal: AbortSignal): Promise<void>;
  /**
   * Teaches both networks: `pretrain` begins with fresh weights, `fine-tune` goes on with those that are there.
   * @throws the abort reason
   */
  teach(
    phase: 'pretrain' | 'fine-tune',
    sequences: readonly LayerSequence[],
    settings: { readonly steps: number; readonly seed: number },
    onStep: (step: TeachingStep) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Logits of the layer after these, of which the last 10 are looked at: [vocabulary]. */
  next(layers: readonly number[]): Promise<Float32Array>;
  /** Logits of the block that the layer `next` belongs to after `layers`: [blocks]. */
  classify(layers: readonly number[], next: number): Promise<Float32Array>;
}

/** Weights that the networks of a space share, one array for each tensor. Plain data, and opaque to the search. */
export type SharedWeights = Readonly<Record<string, Float32Array<ArrayBuffer>>>;

/** A softmax over the operations of each edge, before the softmax: [edges][operations] of `spaces/cell.ts`. */
export type Alphas = readonly (readonly number[])[];

export interface RelaxationSettings {
  /** Of the whole search, however many pieces it is done in. */
  readonly steps: number;
  /** Whether the architecture's gradient looks one step of the weights ahead (Liu et al. 2019, equations 7 and 8). */
  readonly order: 'first' | 'second';
  /** Of the architecture's Adam. */
  readonly learningRate: number;
  /** Share of what a skip connection hands on that is dropped at the first step; it falls evenly to 0 at the last. */
  readonly skipDropout: number;
  /** Seeds weights, batches and dropout. */
  readonly seed: number;
}

/** A relaxed search as far as it has come. */
export interface Relaxed {
  /** Steps taken. */
  readonly step: number;
  readonly alphas: Alphas;
  /** Mean cross-entropy of the latest piece's batches, in nats: those of the weights, and those of the architecture. */
  readonly trainLoss: number;
  readonly valLoss: number;
  /** What it goes on with. */
  readonly state: SharedWeights;
  /** Milliseconds that the latest piece took. */
  readonly ms: number;
}

/**
 * One network that holds all networks of the cell space, with weights that they share. What it has learnt is handed out as
 * data, so that any trainer can go on with it. Everything rejects with a sentence for a person, and with the abort reason when `signal` fires.
 */
export interface Supernet {
  /**
   * Draws weights and trains them on the training split, in each step only those of one network drawn uniformly (Guo et al.
   * 2020, SPOS, section 3.2).
   */
  trainPaths(
    settings: { readonly steps: number; readonly seed: number },
    onStep: (step: TeachingStep) => void,
    signal: AbortSignal,
  ): Promise<{ readonly weights: SharedWeights; readonly ms: number }>;
  /** Accuracy of each of these networks on the validation split, 0–1, with the shared weights; `examples` is how many that split has. */
  score(
    weights: SharedWeights,
    networks: readonly Genotype[],
    signal: AbortSignal,
  ): Promise<{ readonly accuracies: readonly number[]; readonly examples: number; readonly ms: number }>;
  /**
   * Takes so many more steps of the relaxed search (Liu et al. 2019, DARTS, algorithm 1), in which every edge gives the mixture
   * of all operations. Weights learn on one half of the training split, the architecture on the other.
   *
   * @param from absent for the beginning
   */
  relax(
    settings: RelaxationSettings,
    from: Relaxed | undefined,
    steps: number,
    onStep: (step: TeachingStep) => void,
    signal: AbortSignal,
  ): Promise<Relaxed>;
}

/** What a method has spent beside training its candidates. */
export interface Cost {
  /** Training examples that went forward and back through an average network of the space, or what takes as much arithmetic. */
  readonly examples: number;
  /** Steps of gradient descent. */
  readonly steps: number;
  readonly ms: number;
}

/** A candidate with what became of it. `architecture` is absent when the program was rejected. */
export interface Evaluated {
  readonly candidate: Candidate;
  readonly architecture?: Architecture;
  /** Its learning curve as far as it came; absent when it was not trained. */
  readonly curve?: readonly CurvePoint[];
  readonly outcome: Outcome;
}

/**
 * Proposes programs and learns from what became of them. It is asked ahead, while earlier proposals are still in
 * training, so outcomes come late, in any order, and as failures. Every proposal that is tried is told about exactly
 * once, unless the run ends first; one that was asked for and never tried is not told about. It is told as well of what
 * it did not propose: another strategy's past, and what a person puts in, which it may learn from or pass over. Nothing
 * is told while an ask is under way.
 */
export interface Strategy {
  /**
   * An ask takes seconds, as a language model's does, and not milliseconds. It then begins as early as it can, at the
   * price of knowing one outcome less.
   */
  readonly isSlow?: boolean;
  /** Its proposals begin with the weights of those they `inherit` from, so what it trains must be kept. */
  readonly inheritsWeights?: boolean;
  /**
   * Rounds or generations of which is known what became of all candidates; absent in a method that has none. The networks
   * that a method begins with are its first round.
   */
  readonly roundsTold?: number;
  /** It proposes only when a person has said something; the run waits for that however long it takes. */
  readonly awaitsPerson?: boolean;
  /** At most `room` proposals. An empty list means: tell me something first. */
  ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]>;
  tell(evaluated: Evaluated): void;
  /** A proposal of its own will not be tried after all, so that none is waited for in vain. */
  dropped?(proposal: Proposal): void;
  /**
   * Goes on with other settings of the same strategy, keeping what it has learnt; an ask under way has been aborted. A
   * strategy without this is made anew and told the whole past.
   */
  adjust?(spec: StrategySpec): void;
  /**
   * A person's words, for a strategy that awaits them; they may come while an ask is under way.
   * @param request their number in the run, 0 for the first
   */
  say?(text: string, request: number): void;
}

/** What a strategy is handed at its making. */
export interface StrategyContext {
  readonly task: TaskShape;
  readonly rng: Rng;
  /** Which niches parents may come from; to be asked at every draw of one. */
  readonly niches: Niches;
  /** Absent when the user has chosen no model. */
  readonly proposer?: Proposer;
  /** Called with the pieces of a reply as a model writes it. */
  readonly onText: (piece: string) => void;
  readonly notice: (notice: Notice) => void;
  /** Puts what the method has to show (a round, a niche, a generation) among the run's events. */
  readonly record: (note: MethodNote) => void;
  /** Called as something is taught between proposals, for a live curve. */
  readonly onTeaching: (step: TeachingStep) => void;
  /** Absent where no strategy wants it. */
  readonly layerModel?: LayerModel;
  readonly supernet?: Supernet;
  /** Counts what was spent beside candidates against the budget, as the candidates that could have been trained for it. */
  readonly charge: (cost: Cost) => void;
}
