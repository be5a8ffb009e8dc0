/**
 * The vocabulary of a search. Everything here is plain data that survives a structured clone and JSON, since
 * all of it crosses threads and is saved. Accuracies are fractions in 0–1, times are milliseconds, sizes bytes.
 */
import type { Cell, Stance } from './archive/niches.ts';
import type { Edit } from './edits/edit.ts';
import type { Probe, ZeroCostProxy } from './estimators/proxies.ts';
import type { FaultFact } from './faults/schema.ts';
import type { TrainingFact } from './faults/training.ts';
import type { LayerGrowth } from './morphism/growth.ts';
import type { SpaceId } from './spaces/space.ts';
import type { RunSpec, SpecPatch } from './spec/spec.ts';
import type { MethodNote } from './strategies/notes.ts';
import type { Said, Told } from './told/told.ts';

/** 1, 2, 3 … in the order in which candidates were asked for. */
export type CandidateId = number;

/** A run searches on one or two arms: the chosen strategy, and random search beside it on the same budget. */
export type Arm = 'search' | 'baseline';

/** What a network must fit: per-example input shape (no batch axis) and number of classes. */
export interface TaskShape {
  readonly inputShape: readonly number[];
  readonly classes: number;
  /** What the classes are called, and how many examples of each the validation split holds. */
  readonly classNames?: readonly string[];
  readonly labelCounts?: readonly number[];
}

/** Words in runs that were kept before edits had kinds. */
export type Edits = readonly (Edit | string)[];

/** Where a candidate's code came from. */
export type Origin =
  | { readonly kind: 'sampled' }
  /** A published network that a method begins with. */
  | { readonly kind: 'seed'; readonly name: string }
  /** Rendered from the choices of a search space. */
  | {
      readonly kind: 'chosen';
      /** Whose choices were changed or crossed; none when they were drawn without any. */
      readonly parents: readonly CandidateId[];
      readonly space: SpaceId;
      /** Those that were to be made, in order, as labels. */
      readonly choices: readonly string[];
    }
  | { readonly kind: 'mutated'; readonly parent: CandidateId; readonly edits: Edits }
  /** Put together from blocks (GPT-NAS). */
  | {
      readonly kind: 'assembled';
      readonly parents: readonly CandidateId[];
      /** In order, as labels. */
      readonly blocks: readonly string[];
      /** What crossover, mutation and reconstruction did. */
      readonly edits: Edits;
    }
  /** A person's own program: a changed copy of its parent, or with none written afresh. */
  | { readonly kind: 'edited'; readonly parents: readonly CandidateId[] }
  | {
      readonly kind: 'written';
      readonly parents: readonly CandidateId[];
      /** What was asked for, where the method has kinds of prompt, in words. */
      readonly instruction?: string;
      /** Which of a person's requests it answers, 0 for the run's first, where one was made. */
      readonly request?: number;
      readonly model: string;
      /** How often the model was tuned in this run before it wrote this; absent for never. */
      readonly tuned?: number;
      readonly prompt: string;
      /** The model's whole reply, code and all, exactly as it came. */
      readonly reply: string;
      readonly temperature: number;
      readonly tokens: number;
      readonly writeMs: number;
    };

/** A program someone proposes to try. `source` is empty when a model's reply held no code. */
export interface Proposal {
  readonly source: string;
  readonly origin: Origin;
  /** The candidate whose trained weights it begins with, wherever names and shapes match. */
  readonly inherits?: CandidateId;
  /** How those weights are laid into it so that it begins by computing the same (network morphism). */
  readonly growth?: readonly LayerGrowth[];
  /** Share of the run's training that it gets, 0–1; all unless said. */
  readonly trainShare?: number;
  /** The island it was bred on, 0 for the first, where there are several. */
  readonly island?: number;
}

export interface Candidate extends Proposal {
  readonly id: CandidateId;
  readonly arm: Arm;
}

export type FaultKind =
  | 'empty' // no code at all
  | 'syntax' // does not parse
  | 'no-function' // parses, but offers no function to call
  | 'unknown-layer' // calls something the facade does not offer
  | 'bad-argument' // a layer's configuration is out of range
  | 'shape' // layers that do not fit each other
  | 'output' // does not return a model that ends in [classes]
  | 'too-big' // over a limit on source, layers, parameters, FLOPs or activations
  | 'timeout'
  | 'memory'
  | 'runtime'; // any other exception

/** Why a program is not a network, for the page and for the next prompt. */
export interface CandidateFault {
  readonly kind: FaultKind;
  /** What is wrong and, where there is one, the mend; a sentence in runs that were kept before faults had facts. */
  readonly message: FaultFact | string;
  /** 1-based line of `source`, with the text that stands there. */
  readonly line?: number;
  readonly quote?: string;
  /** Name of the layer at fault. */
  readonly layer?: string;
}

/** A Keras/TF.js functional model as JSON, ready for `tf.models.modelFromJSON({ modelTopology })`. */
export interface Topology {
  readonly class_name: 'Functional';
  readonly config: {
    readonly name: string;
    readonly layers: readonly TopologyLayer[];
    readonly input_layers: readonly (readonly [string, number, number])[];
    readonly output_layers: readonly (readonly [string, number, number])[];
  };
  readonly keras_version: string;
  readonly backend: 'tensor_flow.js';
}

export interface TopologyLayer {
  readonly class_name: string;
  readonly name: string;
  /** Keras' names: snake_case keys. */
  readonly config: Readonly<Record<string, unknown>>;
  /** One entry per call of the layer; each lists [layer, node, tensor, {}] of its inputs. */
  readonly inbound_nodes: readonly (readonly (readonly [string, number, number, object])[])[];
}

/** One call of one layer, as the page draws it. */
export interface LayerSummary {
  readonly name: string;
  /** TF.js class name, e.g. `Conv1D`. */
  readonly className: string;
  /** Short settings for a label, e.g. `25 filters, kernel 5, stride 2, relu`. */
  readonly detail: string;
  /** Names of the layers this one reads. */
  readonly inputs: readonly string[];
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  readonly params: number;
  /** Floating-point operations of one forward pass of one example; a multiply-add counts as two. */
  readonly flops: number;
  /** Bytes of this layer's output for one example, 4 per number. */
  readonly activationBytes: number;
}

/** What the sandbox found a program to describe. */
export interface Architecture {
  readonly topology: Topology;
  /** In an order in which every layer follows its inputs; the input layer is first. */
  readonly layers: readonly LayerSummary[];
  /** As `model.countParams()` counts: trainable and not. */
  readonly params: number;
  /** Sum over layers; see `LayerSummary.flops`. */
  readonly flops: number;
  /** Sum of all outputs of one example: what a training step must keep for its backward pass. */
  readonly activationBytes: number;
  /** Largest width (channels or units) divided by the number of counted layers (Nasir et al. 2024, LLMatic). */
  readonly widthToDepth: number;
  /** Equal for graphs that differ only in names and formatting. */
  readonly hash: string;
}

/** One point of a learning curve, taken at the end of an epoch. */
export interface CurvePoint {
  readonly epoch: number;
  readonly step: number;
  readonly trainLoss: number;
  readonly valLoss: number;
  readonly valAccuracy: number;
}

/** What a trained network is worth. */
export interface Score {
  /** Best of all epochs (Chen et al. 2023, EvoPrompting, section 4.1). */
  readonly valAccuracy: number;
  /** Of the epoch with the best accuracy. */
  readonly valLoss: number;
  readonly bestEpoch: number;
  readonly epochs: number;
  readonly steps: number;
  /** Steps of a short training before, which the score knows nothing of; absent where there was none. */
  readonly screeningSteps?: number;
  /** Wall time of the training steps and evaluations, without building the network. */
  readonly trainMs: number;
  /** Wall time of building the network and the first step, where kernels are compiled. */
  readonly buildMs: number;
  /** Most bytes that TF.js held at once. */
  readonly peakBytes: number;
  /** Share of its parameters that it began with as another network had left them, 0–1; absent when it was to have none. */
  readonly inherited?: number;
  /**
   * Greatest difference of its probabilities, on one validation batch and before training, from those of the network that
   * it grew out of; absent where it grew out of none.
   */
  readonly morphGap?: number;
}

/** In the order in which they are passed. */
export type ScreeningStage =
  | 'novelty'
  | 'size'
  | 'zero-cost'
  | 'one-shot'
  | 'short'
  // In the course of the training, by the run's estimator.
  | 'halving'
  | 'median'
  | 'curve'
  // Before it, by what was learnt from others.
  | 'predictor';

export type FailureReason = 'diverged' | 'out-of-memory' | 'trainer-lost' | 'timeout' | 'error';

/**
 * What a screening measured, and what it let pass. Parameters, figures of a proxy, accuracies and likenesses in 0–1; of a vote
 * the share of the networks that it is ahead of.
 */
export interface ScreeningFigures {
  readonly value: number;
  readonly bar: number;
  /** Of a short training, or of a training that was ended. */
  readonly length?: { readonly unit: 'steps' | 'epochs'; readonly count: number };
  /** Which proxy's the figures are; that of the gradient norm's screening where none is said. */
  readonly proxy?: ZeroCostProxy | 'vote';
  /** Of the candidate to become the best, 0–1, by its learning curve. */
  readonly chance?: number;
}

export type Outcome =
  | ({
      readonly kind: 'scored';
      readonly params: number;
      readonly flops: number;
      readonly activationBytes: number;
    } & Score)
  | { readonly kind: 'rejected'; readonly fault: CandidateFault }
  | { readonly kind: 'duplicate'; readonly of: CandidateId }
  /** A network, but not worth a full training by the run's screening. */
  | {
      readonly kind: 'screened';
      readonly stage: ScreeningStage;
      /** Why, with its figures, in a sentence for the model. */
      readonly message: string;
      /** The same for the page to word; absent in runs that were kept without. */
      readonly figures?: ScreeningFigures;
      /** The candidate it is too much alike. */
      readonly of?: CandidateId;
      /** Training steps that it took to know; absent where there were none, and in runs that were kept without. */
      readonly steps?: number;
    }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      /** A sentence in runs that were kept before failures had facts. */
      readonly message: TrainingFact | string;
    }
  | { readonly kind: 'cancelled' };

/** What became of a scored candidate in the archive. `cell` is a column and a row. */
export interface Placement {
  readonly cell: Cell;
  readonly kind: 'new' | 'improved' | 'kept-incumbent';
  /** The elite that was there before. */
  readonly incumbent?: CandidateId;
}

/** Why a trainer runs where it does. */
export type BackendReason =
  /** A person wanted it. */
  | { readonly kind: 'chosen'; readonly isSoftware?: boolean }
  /** A hardware GPU was found. */
  | { readonly kind: 'gpu' }
  | {
      readonly kind: 'no-gpu';
      readonly why: 'no-webgpu' | 'no-adapter' | 'software' | 'not-started';
      /** What was wrong with the GPU where it did not start. */
      readonly fault?: Said;
      /** The same of WebAssembly where it did not start either. */
      readonly wasmFault?: Said;
    };

/** Where a trainer runs, and why there. */
export interface BackendReport {
  readonly backend: BackendName;
  /** A sentence in runs that were kept before reasons had kinds. */
  readonly reason: BackendReason | string;
  /** The GPU's own name for itself, where there is one. */
  readonly adapter?: string;
}

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** What the user should read; the run goes on. */
export interface Notice {
  readonly level: 'info' | 'warning';
  readonly message: Told;
}

/** A sentence in runs that were kept before notices were facts. */
export interface KeptNotice {
  readonly level: Notice['level'];
  readonly message: Said;
}

/** Figures of one network on the test split, made after the search. */
export interface TestReport {
  readonly id: CandidateId;
  readonly testAccuracy: number;
  readonly testLoss: number;
  /** Fraction of the test split in its most common class: what a constant answer would score. */
  readonly majorityAccuracy: number;
}

/** What was spent on networks that share their weights, beside the training of candidates. */
export interface Charge {
  /** Whose budget it counts against; absent where both arms have the use of it, and it counts against neither. */
  readonly arm?: Arm;
  /** Candidates that could have been trained for it; a fraction mostly. */
  readonly candidates: number;
  readonly steps: number;
  readonly ms: number;
}

export type EndReason = 'budget' | 'stopped' | 'failed';

/** What happened; the list of these *is* the run. `at` is milliseconds since the run began. */
export type RunEvent = { readonly at: number } & (
  | { readonly kind: 'started'; readonly spec: RunSpec; readonly task: TaskShape }
  | { readonly kind: 'trainer'; readonly trainer: number; readonly report: BackendReport }
  | {
      readonly kind: 'asked';
      readonly candidate: Candidate;
      /** Outcomes of its arm that the strategy had been told when it was asked. */
      readonly knew: number;
    }
  | { readonly kind: 'compiled'; readonly id: CandidateId; readonly architecture: Architecture }
  | { readonly kind: 'training'; readonly id: CandidateId; readonly trainer: number }
  /** Zero-cost proxies of a network were measured. */
  | { readonly kind: 'probed'; readonly id: CandidateId; readonly probe: Probe }
  | { readonly kind: 'epoch'; readonly id: CandidateId; readonly point: CurvePoint }
  /** Trained for as long as its rung says, it waits for the others of its bracket and holds no trainer. */
  | { readonly kind: 'aside'; readonly id: CandidateId }
  | { readonly kind: 'finished'; readonly id: CandidateId; readonly outcome: Outcome }
  | { readonly kind: 'placed'; readonly id: CandidateId; readonly placement: Placement }
  | ({ readonly kind: 'charged' } & Charge)
  | { readonly kind: 'changed'; readonly patch: SpecPatch }
  | { readonly kind: 'method'; readonly note: MethodNote }
  /** A person favours or closes a niche of the search's archive, or opens it again. */
  | {
      readonly kind: 'niche';
      readonly cell: Cell;
      readonly stance: Stance;
      /** Proposals of the search that had been asked for by then and were not tried yet: what comes later knows of it. */
      readonly after: number;
    }
  /** A person's words to the model. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'paused' }
  /** A candidate is ready to be tried and waits for the pace: the run stands still until it is asked for. */
  | { readonly kind: 'held' }
  | { readonly kind: 'resumed' }
  /** The run goes on from the events before this one, after it was closed or from a point in its past. */
  | { readonly kind: 'continued' }
  | { readonly kind: 'notice'; readonly notice: KeptNotice }
  | { readonly kind: 'tested'; readonly report: TestReport }
  | { readonly kind: 'ended'; readonly reason: EndReason; readonly message?: Said }
);

/** What a trainer holds at a moment. */
export interface MemoryReading {
  readonly tensors: number;
  /** Of the tensors. */
  readonly bytes: number;
  /** Of the engine's heap or of its buffers on the GPU, in use or not; absent where there are only tensors. */
  readonly engineBytes?: number;
}

/** What is going on at this moment but is not worth keeping: shown live, absent from the event list. */
export type LiveSignal =
  /** A model was handed a prompt; what it writes follows, until it is done. */
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'written' }
  /** Something is being taught between proposals. */
  | { readonly kind: 'teaching'; readonly step: number; readonly of: number; readonly loss: number }
  | { readonly kind: 'writing'; readonly arm: Arm; readonly text: string }
  | ({ readonly kind: 'memory'; readonly trainer: number } & MemoryReading);
