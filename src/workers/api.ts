/** What each worker offers, as types only: the one file that both sides of every worker import. */
import type {
  Architecture,
  BackendReport,
  CandidateFault,
  CandidateId,
  CurvePoint,
  LiveSignal,
  RunEvent,
  TaskShape,
} from '../search/domain.ts';
import type {
  CompletionOptions,
  Completion,
  PromptStyle,
  TrainingJob,
  TrainingResult,
} from '../search/ports.ts';
import type { Result } from '../search/result.ts';
import type { BackendChoice, DatasetSpec, RunSpec, SpecPatch } from '../search/spec/spec.ts';

/** Which arrays a trainer works on. Equal requests give equal splits. */
export interface DataRequest {
  readonly dataset: DatasetSpec;
  readonly validationFraction: number;
  /** Seeds the split of training data into training and validation. */
  readonly seed: number;
  /** Absolute address of the folder that holds `datasets/`, ending in a slash. */
  readonly baseUrl: string;
}

export interface OpenRequest {
  readonly backend: BackendChoice;
  readonly data: DataRequest;
}

/** `src/workers/trainer.worker.ts` */
export interface TrainerApi {
  /** Chooses and starts the backend, loads the data. Call again to change either. @throws with a sentence for a person */
  open(request: OpenRequest): Promise<{ readonly report: BackendReport; readonly task: TaskShape }>;
  /** Trains on the training split, scores on the validation split. One job at a time. */
  train(job: TrainingJob, onPoint: (point: CurvePoint) => void): Promise<TrainingResult>;
  /** Trains on training and validation data together, then reads the test split, once, after the last step. */
  test(
    job: TrainingJob,
  ): Promise<
    { testAccuracy: number; testLoss: number; majorityAccuracy: number; trainMs: number } | TrainingResult
  >;
  /** Ends the job under way within a second; its promise settles with `cancelled`. */
  cancel(): Promise<void>;
  memory(): Promise<{ readonly tensors: number; readonly bytes: number }>;
}

/** `src/workers/sandbox.worker.ts` */
export interface SandboxApi {
  /** Resolves when the interpreter is loaded. */
  ready(): Promise<void>;
  compile(source: string, task: TaskShape): Promise<Result<Architecture, CandidateFault>>;
}

/** A model that WebLLM can load: an entry of its own list, or one of ours in the same layout. */
export interface ModelChoice {
  readonly id: string;
  /** Absolute address of the weights' folder. */
  readonly modelUrl: string;
  /** Absolute address of the model library (wasm). */
  readonly libraryUrl: string;
  readonly vramMB?: number;
  readonly needsF16?: boolean;
  readonly contextWindow?: number;
  /** `chat` unless said. */
  readonly style?: PromptStyle;
}

/** A choice as the picker shows it. */
export interface ModelOption extends ModelChoice {
  readonly label: string;
  /** Whether this machine's adapter can run it, and if not, why. */
  readonly fits: Result<true, string>;
  /** Already stored by the browser, so that no download is needed. */
  readonly cached: boolean;
}

export interface LoadProgress {
  /** 0–1 */
  readonly fraction: number;
  readonly message: string;
}

/** `src/workers/llm.worker.ts`. Errors cross as `LlmFault`, never as bare strings. */
export interface LlmApi {
  /** WebLLM's own list, narrowed to small models that write code, smallest first. */
  models(): Promise<readonly ModelOption[]>;
  load(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>>;
  unload(): Promise<void>;
  complete(
    prompt: { readonly system: string; readonly user: string },
    options: CompletionOptions,
    onText: (piece: string) => void,
  ): Promise<Result<Completion, LlmFault>>;
  /** Ends a load or a completion under way; the completion settles with `finish: 'abort'`, the load with `aborted`. */
  interrupt(): Promise<void>;
}

export interface LlmFault {
  readonly kind:
    | 'no-webgpu'
    | 'no-f16'
    | 'no-network'
    | 'not-loaded'
    | 'prompt-too-long'
    | 'out-of-memory'
    | 'device-lost'
    | 'storage-full'
    | 'corrupt'
    | 'aborted'
    | 'other';
  /** One sentence for a person: what happened and what to do. */
  readonly message: string;
}

/** Where the run's events and signals go; batched, about ten times a second. */
export interface RunSink {
  events(events: readonly RunEvent[]): void;
  live(signals: readonly LiveSignal[]): void;
}

export interface MachineReport {
  readonly cores: number;
  /** Trainers that `workers: 0` stands for. */
  readonly suggestedWorkers: number;
  readonly webgpu: {
    readonly kind: 'none' | 'software' | 'hardware';
    readonly adapter?: string;
    readonly f16: boolean;
  };
}

/** `src/workers/search.worker.ts`: owns the other workers and the run. One run at a time. */
export interface SearchApi {
  /** Where the page is, as an absolute address; said once, before anything else. */
  open(baseUrl: string): Promise<void>;
  machine(): Promise<MachineReport>;
  /**
   * Resolves when the run has ended. Events arrive in order. With `step` it asks for one candidate of each arm and
   * pauses. @throws with a sentence for a person when the run cannot begin
   */
  start(spec: RunSpec, sink: RunSink, mode?: 'run' | 'step'): Promise<void>;
  /** No new candidates; those in training finish. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Asks for one candidate of each arm, then pauses. */
  step(): Promise<void>;
  /** Cancels what is in training and ends the run. */
  stop(): Promise<void>;
  change(patch: SpecPatch): Promise<void>;
  /** The final report: trains this candidate once more and reads the test split. Only after the run has ended. */
  test(id: CandidateId): Promise<void>;
  models(): Promise<readonly ModelOption[]>;
  loadModel(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>>;
  unloadModel(): Promise<void>;
}
