/** What each worker offers, as types only: the one file that both sides of every worker import. */
import type { ProxyMarked } from 'comlink';
import type {
  Architecture,
  BackendReport,
  CandidateFault,
  CandidateId,
  CurvePoint,
  LiveSignal,
  MemoryReading,
  RunEvent,
  TaskShape,
  Topology,
} from '../search/domain.ts';
import type { BenchmarkCard } from '../search/benchmark/card.ts';
import type { Repeat } from '../search/benchmark/repeats.ts';
import type { Along, Contestant, Standings } from '../search/compare/standings.ts';
import type { Appraisal } from '../search/estimators/appraisal/appraise.ts';
import type { Trained as FullyTrained } from '../search/estimators/appraisal/trained.ts';
import type { NetworkProxy, Probe } from '../search/estimators/proxies.ts';
import type { Thinned } from '../search/inspect/thin.ts';
import type {
  CompletionOptions,
  Completion,
  LayerModel,
  LayerSequence,
  Prompt,
  PromptStyle,
  Relaxed,
  RelaxationSettings,
  SharedWeights,
  Supernet,
  TeachingStep,
  TrainingJob,
  TrainingResult,
} from '../search/ports.ts';
import type { FileFault } from '../search/keep/file/fault.ts';
import type { RunId, RunMeta } from '../search/keep/runStore.ts';
import type { Lessons } from '../search/prompts/lessons.ts';
import type { Result } from '../search/result.ts';
import type { Genotype } from '../search/spaces/space.ts';
import type { Cell, Stance } from '../search/archive/niches.ts';
import type { StartMode } from '../search/run/run.ts';
import type { BackendChoice, DatasetSpec, RunSpec, SpecPatch, StrategySpec } from '../search/spec/spec.ts';
import type { Said } from '../search/told/told.ts';
import type { GpuLoss } from '../search/told/workerLoss.ts';

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

/** A trained weight, or a statistic of batch normalisation. */
export interface NamedWeight {
  /** The layer's name in the topology. */
  readonly layer: string;
  /** Among the layer's weights, e.g. `kernel`; one and the same for every layer of a kind. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** What became of a training, with the weights after its last step if the job says `keepAs` and it scored. */
export type Trained = TrainingResult & { readonly weights?: readonly NamedWeight[] };

/** What became of a job on a supernet. */
export type SupernetResult<T> =
  { readonly kind: 'done'; readonly value: T } | Exclude<TrainingResult, { readonly kind: 'scored' }>;

/** A network of a run, trained as it was then. */
export interface TrainedNetwork {
  /** After the last step. */
  readonly weights: readonly NamedWeight[];
  /** Of these weights; the score of a candidate is that of its best epoch, which may be an earlier one. */
  readonly valAccuracy: number;
}

/** `src/workers/trainer.worker.ts` */
export interface TrainerApi {
  /** Chooses and starts the backend, loads the data. Call again to change either. @throws with a sentence for a person */
  open(request: OpenRequest): Promise<{ readonly report: BackendReport; readonly task: TaskShape }>;
  /**
   * Trains on the training split, scores on the validation split. One job at a time.
   * @param onPoint as `EvaluationListener.onPoint`; the answer may be a promise
   * @param inherited what was kept under the job's `startFrom`, if anything is
   */
  train(
    job: TrainingJob,
    onPoint: (point: CurvePoint) => unknown,
    inherited?: readonly NamedWeight[],
  ): Promise<Trained>;
  /** As `Supernet`, of one job at a time, and each of these is one. `onStep` is told now and then, and has heard all when this resolves. */
  trainPaths(
    settings: Parameters<Supernet['trainPaths']>[0],
    onStep: (step: TeachingStep) => void,
  ): Promise<SupernetResult<Awaited<ReturnType<Supernet['trainPaths']>>>>;
  scorePaths(
    weights: SharedWeights,
    networks: readonly Genotype[],
  ): Promise<SupernetResult<Awaited<ReturnType<Supernet['score']>>>>;
  relax(
    settings: RelaxationSettings,
    from: Pick<Relaxed, 'step' | 'state'> | undefined,
    steps: number,
    onStep: (step: TeachingStep) => void,
  ): Promise<SupernetResult<Relaxed>>;
  /** As `Evaluator.probe`. One job at a time, and this is one. */
  probe(job: TrainingJob, proxies: readonly NetworkProxy[]): Promise<Probe | undefined>;
  /** Compiles what a GPU will need for this job, also while another trains. Changes no result. */
  warm(job: TrainingJob): Promise<void>;
  /**
   * Trains on training and validation data together, then reads the test split, once, after the last step. It begins
   * with weights as drawn by the seed, whatever the candidate inherited: what is reported is the network.
   */
  test(
    job: TrainingJob,
  ): Promise<
    { testAccuracy: number; testLoss: number; majorityAccuracy: number; trainMs: number } | TrainingResult
  >;
  /** Ends the job under way within a second; its promise settles with `cancelled`. */
  cancel(): Promise<void>;
  memory(): Promise<MemoryReading>;
  /** Resolves when the trainer's GPU is lost, also between jobs; never where there is none to lose. */
  gpuLost(): Promise<GpuLoss>;
}

/** The validation split of a run. */
export interface HeldOut {
  /** [count, ...inputShape], row by row. */
  readonly x: Float32Array<ArrayBuffer>;
  /** [count], class indices. */
  readonly y: Uint8Array<ArrayBuffer>;
}

/** What one call of a layer makes of one example. */
export interface LayerOutput {
  /** As `LayerSummary.name`. */
  readonly name: string;
  /** Its first channels, so many as can be drawn. */
  readonly output: Thinned;
  /** Least and greatest of all its channels. */
  readonly range: readonly [number, number];
}

/** `src/workers/inspector.worker.ts`: trained networks to be asked about single examples. It never reads the test split. */
export interface InspectorApi {
  /** Starts the backend and loads the data, once. @throws with a sentence for a person */
  open(request: OpenRequest): Promise<void>;
  heldOut(): Promise<HeldOut>;
  /** Keeps a network under this number. @throws when these are not its weights, all of them */
  hold(id: CandidateId, topology: Topology, weights: readonly NamedWeight[]): Promise<void>;
  /** Lets go of a network, if it is held. */
  release(id: CandidateId): Promise<void>;
  /** Class probabilities of every example of the validation split, [count, classes]. */
  predictions(id: CandidateId): Promise<Float32Array<ArrayBuffer>>;
  /** Class probabilities of one example, [classes] for each of these networks. @param input [...inputShape] */
  classify(ids: readonly CandidateId[], input: Float32Array): Promise<readonly Float32Array<ArrayBuffer>[]>;
  /** Every call of every layer, in the order of the layers' summaries. @param input [...inputShape] */
  layers(id: CandidateId, input: Float32Array): Promise<readonly LayerOutput[]>;
}

/** A run's networks, to look inside. Every call rejects with a sentence for a person. */
export interface Inspection extends Pick<
  InspectorApi,
  'heldOut' | 'release' | 'predictions' | 'classify' | 'layers'
> {
  /** As `SearchApi.weights`, under the same conditions; the network can be asked about examples from then on. */
  hold(id: CandidateId): Promise<TrainedNetwork>;
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
  /** Comes with the page, so that it needs no network. */
  readonly isBuiltIn?: boolean;
  /** The built-in model or a tuning of it: our own engine runs it where there is no WebGPU, and can teach it. */
  readonly isCoder?: boolean;
  /** Hashes of its files by name, as in subresource integrity; what does not match is not used. */
  readonly integrity?: Readonly<Record<string, string>>;
  /** Where its files are fetched from instead, ending in a slash; see `ModelShelf.checkMirror`. */
  readonly mirror?: string;
}

/** A choice as the picker shows it. */
export interface ModelOption extends ModelChoice {
  /** The model's name; of a tuning, that of the model it was made of. */
  readonly label: string;
  /** Of a tuning: on how many candidates, and which it is of those tuned on equally many, 1 for the first. */
  readonly tuned?: { readonly on: number; readonly no: number };
  readonly group: 'built-in' | 'tuned' | 'browser' | 'code' | 'general' | 'own';
  /** Size of the download as far as it can be told from the model's name; absent for models of one's own. */
  readonly downloadMB?: number;
  /** Whether this machine's adapter can run it, and if not, why. */
  readonly fits: Result<true, Said>;
  /** Already stored by the browser, so that no download is needed. */
  readonly cached: boolean;
}

/** What a load is at; amounts in bytes. */
export type LoadStage =
  | { readonly kind: 'starting' | 'weights-to-gpu' | 'compiling' | 'ready' }
  /** The browser downloads its own model, and says no more of it than the fraction. */
  | { readonly kind: 'browser-downloads' }
  | { readonly kind: 'copying'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'downloading';
      readonly done: number;
      readonly total: number;
      /** Some of it was there already when this download began. */
      readonly isGoingOn: boolean;
      /** At the speed so far; absent until that can be told. */
      readonly secondsLeft?: number;
    };

export interface LoadProgress {
  /** 0–1 */
  readonly fraction: number;
  readonly stage: LoadStage;
}

/** A model, whole or in part, in the browser's store. */
export interface StoredModel {
  readonly id: string;
  readonly modelUrl: string;
  /** Of its weights, what is there and what there should be. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** How many candidates it was tuned on in this browser; 0 for models as they came. */
  readonly tunedOn: number;
}

export interface Storage {
  readonly models: readonly StoredModel[];
  /** Bytes that the page may store and has stored, as the browser reckons; absent when it does not say. */
  readonly quota?: number;
  readonly usage?: number;
}

/** A file that was picked or dropped, with its folders. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** The models there are, what of them is stored, and ways to get them without the hub. */
export interface ModelShelf {
  /**
   * The built-in model, its tunings, then WebLLM's own list, narrowed to small models that write code, then those that
   * were brought along; smallest first in each group. @param baseUrl the page's, ending in a slash
   */
  models(baseUrl: string): Promise<readonly ModelOption[]>;
  /** Bytes of a model's weights, as its own list says; that list is asked for over the network. */
  downloadSize(choice: ModelChoice): Promise<Result<number, LlmFault>>;
  storage(): Promise<Storage>;
  /** Deletes what is stored of a model. */
  remove(modelUrl: string): Promise<void>;
  /**
   * Copies models out of files into the store: folders laid out as on the hub, with the library (wasm) in or beside
   * them. @returns their ids
   */
  bring(
    files: readonly PickedFile[],
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<readonly string[], LlmFault>>;
  /**
   * Asks an address which models of the list it holds: `<address>/<id>/resolve/main/...` and, beside `resolve`, the
   * library. @returns the address in full, and the ids
   */
  checkMirror(
    address: string,
    baseUrl: string,
  ): Promise<Result<{ readonly mirror: string; readonly ids: readonly string[] }, LlmFault>>;
}

/** Reads below one address, that of the first call. Rejects as `fetch` does. */
export interface OwnServerApi {
  read(
    address: string,
    url: string,
    options: { readonly method?: 'HEAD'; readonly cache?: RequestCache },
  ): Promise<{
    readonly status: number;
    readonly contentType: string | null;
    readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  }>;
}

/** A model in use. */
export interface TextWriter {
  complete(
    prompt: Prompt,
    options: CompletionOptions,
    onText: (piece: string) => void,
  ): Promise<Result<Completion, LlmFault>>;
  /** Ends a load or a completion under way; the completion settles with `finish: 'abort'`, the load with `aborted`. */
  interrupt(): Promise<void>;
}

/** `src/workers/llm.worker.ts`. Errors cross as `LlmFault`, never as bare strings. */
export interface LlmApi extends ModelShelf, TextWriter {
  load(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>>;
  unload(): Promise<void>;
}

export interface TuningSettings {
  readonly steps: number;
  /** Of AdamW; 1e-4 to 1e-3 teach something in tens of steps. */
  readonly learningRate: number;
  /** Seeds the order of the lessons. */
  readonly seed: number;
  /** Tokens that a step takes at most, prompts and padding included: 1,024 unless said. Memory grows with it. */
  readonly tokensPerStep?: number;
}

/** One step of tuning, for its curve. */
export interface TuningStep {
  /** 1 for the first. */
  readonly step: number;
  /** Mean cross-entropy of the replies' tokens before the step, in nats. */
  readonly loss: number;
  /** Tokens that went into the model, padding included. */
  readonly tokens: number;
  readonly ms: number;
}

export interface TuningReport {
  readonly backend: BackendReport;
  /** Lessons that were learnt from. */
  readonly taught: number;
  /** Lessons too long for the model, which were left out. */
  readonly skipped: number;
  /** On the lessons kept back, when there were any. */
  readonly keptBack?: KeptBack;
}

/** What tuning did to the loss on lessons that were not learnt from. */
export interface KeptBack {
  readonly lessons: number;
  /** Mean cross-entropy of the replies' tokens, in nats, before the first step and after the last. */
  readonly before: number;
  readonly after: number;
}

/**
 * `src/workers/coder.worker.ts`: our own small model without WebLLM. It writes where there is no WebGPU, and learns.
 * One request at a time, the others in turn.
 */
export interface CoderApi extends Pick<LlmApi, 'load' | 'unload' | 'complete' | 'interrupt'> {
  /**
   * Teaches the loaded model; replies come from the new weights once it has ended well. `interrupt` ends it within a
   * step, with `aborted`, and leaves the model as it was.
   */
  tune(
    lessons: Lessons,
    settings: TuningSettings,
    onStep: (step: TuningStep) => void,
  ): Promise<Result<TuningReport, LlmFault>>;
  /**
   * Puts the loaded model, as it is now, where WebLLM looks for the files of a model, beside those that are there.
   * @param isPassing it is to serve one run only and is no choice of the user's, so that `ModelShelf.models` is silent of it
   * @returns what `LlmApi.load` loads it by
   */
  publish(isPassing: boolean): Promise<Result<ModelChoice, LlmFault>>;
}

/**
 * `src/workers/layers.worker.ts`: the small GPT over layers and the classifier beside it. It loads and learns one thing at
 * a time; `next` and `classify` are answered meanwhile, from the weights before.
 */
export interface LayerModelApi {
  /** @param baseUrl the page's folder, absolute, ending in a slash @throws with a sentence for a person */
  load(baseUrl: string): Promise<void>;
  /** As `LayerModel.teach`; `interrupt` ends it within a step and leaves the weights as they were. */
  teach(
    phase: Parameters<LayerModel['teach']>[0],
    sequences: readonly LayerSequence[],
    settings: { readonly steps: number; readonly seed: number },
    onStep: (step: TeachingStep) => void,
  ): Promise<void>;
  next(layers: readonly number[]): Promise<Float32Array>;
  classify(layers: readonly number[], next: number): Promise<Float32Array>;
  /** Ends the load or the teaching under way, which then rejects. */
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
  /** What happened and what to do. */
  readonly message: Said;
}

/** A model that has been tuned and is in use. */
export interface TunedModel {
  readonly model: string;
  readonly engine: 'webllm' | 'coder';
  readonly report: TuningReport;
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
   * pauses, with `round` it does as `stepRound`. @throws with a sentence for a person when the run cannot begin
   */
  start(spec: RunSpec, sink: RunSink, mode?: StartMode): Promise<void>;
  /** Hands over the events of an earlier run, in order and in as many pieces as one likes, for `goOn`. */
  recall(events: readonly RunEvent[]): Promise<void>;
  /**
   * Goes on from what was recalled, as `start` begins; the events come after those that were recalled.
   * @param patch settings that change there
   * @throws as `start` does, and when nothing was recalled or what was does not fit together
   */
  goOn(patch: SpecPatch, sink: RunSink, mode?: StartMode): Promise<void>;
  /** No new candidates; those in training finish. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Asks for one candidate of each arm, then pauses. */
  step(): Promise<void>;
  /** As `Run.stepRound`. */
  stepRound(): Promise<void>;
  /** Milliseconds that shall lie between two candidates at least, in this run and the next ones; 0 for full speed. */
  setPace(ms: number): Promise<void>;
  /** Cancels what is in training and ends the run. */
  stop(): Promise<void>;
  change(patch: SpecPatch): Promise<void>;
  /** As `Run.setNiche`. */
  setNiche(cell: Cell, stance: Stance): Promise<void>;
  /** A person's words to a strategy that awaits them. */
  say(text: string): Promise<void>;
  /** Says whether a program is a network for this task, and if not, why and where; nothing is trained. */
  check(source: string, task: TaskShape): Promise<Result<Architecture, CandidateFault>>;
  /** As `Run.tryOut`. @throws with a sentence for a person, also when there is no run under way */
  tryOut(source: string, parents: readonly CandidateId[]): Promise<void>;
  /** The final report: trains this candidate once more and reads the test split. Only after the run has ended. */
  test(id: CandidateId): Promise<void>;
  /**
   * Trains a candidate once more, from the same seed and with the settings of its time, and hands over the weights; those
   * that the run has kept are handed over at once. Only while the run is paused and after it has ended.
   * @throws with a sentence for a person
   */
  weights(id: CandidateId): Promise<TrainedNetwork>;
  /**
   * Measures the zero-cost proxies that are still missing of candidates that were trained; each becomes a `probed` event as it
   * is there. Only while the run is paused and after it has ended. Resolves when all are done, or with `stopProbing`.
   * @throws with a sentence for a person
   */
  probe(): Promise<void>;
  /** Networks that are not done by then stay without. */
  stopProbing(): Promise<void>;
  /** Of the run that is under way or has ended last. */
  readonly inspection: Inspection & ProxyMarked;
  readonly shelf: ModelShelf & ProxyMarked;
  /**
   * The built-in model is waited for by a run that wants to write; others are taken up when they are there.
   * @returns what runs it: WebLLM, or where there is no WebGPU our own engine, which knows the built-in model only
   */
  loadModel(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string; readonly engine: 'webllm' | 'coder' }, LlmFault>>;
  /** Takes a model that the page runs itself, since it is not to be had in workers. */
  adoptModel(model: string, writer: TextWriter & ProxyMarked): Promise<void>;
  unloadModel(): Promise<void>;
  /**
   * Teaches the loaded model, which must be the built-in one or a tuning of it, on the candidates of the latest run, and
   * loads what came of it in its place. Until then, and whenever that fails, the loaded one goes on writing.
   * @returns the new model's id, which `ModelShelf.models` lists from now on
   */
  tuneModel(
    settings: TuningSettings,
    onStep: (step: TuningStep) => void,
  ): Promise<Result<TunedModel, LlmFault>>;
  /** Ends the tuning under way, which settles with `aborted`; too late once its last step is done. */
  stopTuning(): Promise<void>;
  /** Calls back with the reason when the model in use is lost. */
  onModelLost(callback: (why: Said) => void): Promise<void>;
}

/** `src/workers/statistics.worker.ts`: figures that take longer to reckon than the page may wait. */
export interface StatisticsApi {
  /** As `appraise` of `src/search/estimators/appraisal`. */
  appraise(trained: readonly FullyTrained[], seed: number): Promise<Appraisal>;
  /** As `standingsOf` of `src/search/compare`. */
  standings(contestants: readonly Contestant[], along: Along, reference: string): Promise<Standings>;
}

/** `src/workers/keep.worker.ts`: runs as files, which take longer to write and to check than the page may wait. */
export interface KeepApi {
  /** A kept run as a file. @throws when there is no such run */
  export(id: RunId): Promise<Blob>;
  /** Hands over a run that could not be kept, in as many pieces as one likes, for `exportGathered`. */
  gather(events: readonly RunEvent[]): Promise<void>;
  exportGathered(): Promise<Blob>;
  /**
   * Fetches a run that is shipped with the page and holds it, to be taken in pieces; nothing is kept.
   * @param sha256 hexadecimal, of the file
   * @returns how many events
   * @throws with a sentence for a person when there is no such file, or another one
   */
  unpackShipped(address: string, sha256: string): Promise<Result<number, FileFault>>;
  /** Events of the run that was unpacked last, so many at most. */
  piece(from: number, count: number): Promise<readonly RunEvent[]>;
  /** Checks a file and keeps the run that is in it. */
  import(
    file: Blob,
  ): Promise<Result<RunMeta, FileFault | { readonly kind: 'full' } | { readonly kind: 'blocked' }>>;
}

/** `src/workers/benchmark.worker.ts` */
export interface BenchmarkApi {
  /**
   * Loads the table. Call it first.
   * @param baseUrl the page's folder, absolute, ending in a slash
   * @returns what the table says of itself, its hash and the best mean validation accuracy in it @throws with a sentence for a person
   */
  open(
    baseUrl: string,
  ): Promise<{ readonly card: BenchmarkCard; readonly hash: string; readonly best: number }>;
  /**
   * As `repeatOnBenchmark`.
   * @param onRepeats called with those that are done, some at a time, in the order of the seeds
   * @returns whether it came to its end; false when it was cancelled
   */
  repeat(
    strategy: StrategySpec,
    seeds: readonly number[],
    evaluations: number,
    onRepeats: (repeats: readonly Repeat[]) => void,
  ): Promise<boolean>;
  /** Ends the repeats that are under way, after those of a moment. */
  cancel(): Promise<void>;
  /** How far each network's mean validation accuracy is below the best's, 0–1, by its number. */
  regrets(): Promise<readonly number[]>;
  /** The same on the test split, for a report on searches that are over. */
  testRegrets(): Promise<readonly number[]>;
}
