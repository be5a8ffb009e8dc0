import * as Comlink from 'comlink';
import { type PromptStyle, type Proposer, ProposerUnavailable } from '../../search/ports.ts';
import { promptText } from '../../search/prompts/promptText.ts';
import type { Lessons } from '../../search/prompts/lessons.ts';
import { err, ok } from '../../search/result.ts';
import type { Said, Told } from '../../search/told/told.ts';
import type {
  LlmApi,
  LlmFault,
  LoadProgress,
  ModelChoice,
  ModelShelf,
  SearchApi,
  TextWriter,
  TuningSettings,
  TuningStep,
} from '../api.ts';
import llmWorker from '../llm.worker.ts?worker&url';
import { type WritingModel, createProposer } from '../llm/proposer.ts';
import { type Linked, link, WorkerLost } from '../spawn.ts';
import { startWorker } from '../start.ts';
import { startCoderWorker } from './coderWorker.ts';
import { RunTuning } from './runTuning.ts';
import { Tuner } from './tuner.ts';

/** The two workers that run models: WebLLM, and for the built-in model and its tunings where there is no WebGPU our own. */
const WORKERS = {
  webllm: () => startWorker(llmWorker, 'language model'),
  coder: startCoderWorker,
} as const;

type Engine = keyof typeof WORKERS;
type Loader = Pick<LlmApi, 'load' | 'unload' | 'complete' | 'interrupt'>;
type Loaded = Awaited<ReturnType<SearchApi['loadModel']>>;
type Tuned = Awaited<ReturnType<SearchApi['tuneModel']>>;

/**
 * The language model's workers, started when they are first needed and again when they were lost. It is itself the
 * `Proposer` of every run, so that a model loaded or lost mid-run is taken up or missed at once.
 */
export class LlmClient implements Proposer {
  /** Called with each prompt as the model is handed it. */
  onPrompt: (prompt: string) => void = () => {};
  /** Called when it has answered or given up. */
  onWritten: () => void = () => {};
  /** Called with the reason when the model in use cannot write any more. */
  onLost: (why: Said) => void = () => {};
  readonly #workers = new Map<Engine, Linked<Loader>>();
  readonly #tuner = new Tuner();
  readonly #runTuning = new RunTuning({
    choice: () => (this.learns ? this.#wanted : undefined),
    tune: (...args) => this.#tuner.tune(...args, true),
    stopTuning: () => this.#tuner.stop(),
    exchange: (present, next) => this.#replace(present, next),
    putBack: (present, base) => this.#putBack(present, base),
    remove: ({ modelUrl }) => this.shelf.remove(modelUrl).catch(() => {}),
  });
  #proposer: WritingModel | undefined;
  /** What was last asked for, in use once it is loaded. */
  #wanted: ModelChoice | undefined;
  /** Settles when the built-in model, or a tuning of it, is there or is known not to come. */
  #soon: Promise<unknown> | undefined;
  /** Settles when all replies under way have ended. Never rejects. */
  #writing: Promise<unknown> = Promise.resolve();

  /** What there is to choose from, told by the worker. */
  readonly shelf: ModelShelf & Comlink.ProxyMarked = Comlink.proxy({
    models: (baseUrl) => this.#start('webllm').call((api) => api.models(baseUrl)),
    downloadSize: (choice) => this.#start('webllm').call((api) => api.downloadSize(choice)),
    storage: () => this.#start('webllm').call((api) => api.storage()),
    remove: (modelUrl) => this.#start('webllm').call((api) => api.remove(modelUrl)),
    bring: (files, onProgress) =>
      this.#start('webllm').call((api) => api.bring(files, Comlink.proxy(onProgress))),
    checkMirror: (address, baseUrl) => this.#start('webllm').call((api) => api.checkMirror(address, baseUrl)),
  } satisfies ModelShelf);

  get model(): string {
    return this.#proposer ? this.#runTuning.writerOf(this.#proposer.model).model : 'none';
  }

  get tuned(): number {
    return this.#proposer ? this.#runTuning.writerOf(this.#proposer.model).tuned : 0;
  }

  get style(): PromptStyle {
    return this.#proposer?.style ?? 'chat';
  }

  get constrains(): boolean {
    return this.#proposer?.constrains ?? false;
  }

  get learns(): boolean {
    return this.#proposer !== undefined && this.#wanted?.isCoder === true;
  }

  load(choice: ModelChoice, onProgress: (progress: LoadProgress) => void): Promise<Loaded> {
    this.#tuner.stop();
    const loading = this.#load(choice, onProgress);
    if (choice.isCoder) this.#soon = loading;
    return loading;
  }

  /**
   * Teaches the model in use, and goes on with what came of it: the reply under way ends first, and the next prompt
   * waits. What goes wrong leaves the old model in use.
   */
  async tune(lessons: Lessons, settings: TuningSettings, onStep: (step: TuningStep) => void): Promise<Tuned> {
    await this.#soon;
    const origin = this.#wanted;
    if (!this.learns || !origin) return err(NOT_OURS);
    const tuned = await this.#tuner.tune(origin, lessons, settings, onStep, false);
    if (!tuned.ok) return tuned;
    if (this.#wanted !== origin) return err(EXCHANGED);
    const { choice, report } = tuned.value;
    const replacing = this.#replace(origin, choice);
    this.#soon = replacing;
    const replaced = await replacing;
    return replaced.ok ? ok({ ...replaced.value, report }) : replaced;
  }

  /** Goes on with a model that runs elsewhere. */
  async adopt(model: string, writer: TextWriter): Promise<void> {
    await this.unload();
    const traits = { model, style: 'chat', constrains: false } as const;
    const lent: TextWriter = {
      complete: (prompt, options, onText) => writer.complete(prompt, options, Comlink.proxy(onText)),
      interrupt: () => writer.interrupt(),
    };
    this.#proposer = createProposer(lent, traits, (fault) => this.#miss(fault));
  }

  async unload(): Promise<void> {
    this.#tuner.stop();
    this.#proposer = undefined;
    this.#wanted = undefined;
    await Promise.all(
      [...this.#workers.values()].map((worker) =>
        worker.call(async (api) => {
          await api.interrupt();
          await api.unload();
        }),
      ),
    );
  }

  stopTuning(): void {
    this.#tuner.stop();
  }

  async complete(...args: Parameters<Proposer['complete']>): ReturnType<Proposer['complete']> {
    // A model may have come in place of the one that was there when the prompt was written.
    await this.ready(args[3]);
    if (!this.#proposer) throw new ProposerUnavailable({ kind: 'no-model' });
    this.onPrompt(promptText(args[0]));
    try {
      const reply = this.#proposer.complete(...args);
      this.#writing = Promise.allSettled([this.#writing, reply]).then(() => {});
      return await reply;
    } catch (error) {
      if (error instanceof WorkerLost) throw new ProposerUnavailable(lost(error));
      throw error;
    } finally {
      this.onWritten();
    }
  }

  async teach(...args: Parameters<Proposer['teach']>): ReturnType<Proposer['teach']> {
    await this.ready(args[3]);
    return this.#runTuning.teach(...args);
  }

  /** Gives up what a run has taught the model; the next run waits until that is done. */
  endRun(): void {
    this.#soon = Promise.allSettled([this.#soon, this.#runTuning.end()]);
  }

  async ready(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // A run asks hundreds of times; once the model is there, none of them leaves a listener behind.
    const answered = new AbortController();
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { signal: answered.signal }),
    );
    await Promise.race([this.#soon, stopped]);
    answered.abort();
    signal.throwIfAborted();
  }

  async #replace(origin: ModelChoice, choice: ModelChoice): Promise<Loaded> {
    await this.#writing;
    if (this.#wanted !== origin) return err(EXCHANGED);
    const loaded = await this.#load(choice, () => {});
    if (loaded.ok || this.#wanted !== choice) return loaded;
    const restored = await this.#load(origin, () => {});
    if (!restored.ok && this.#wanted === origin) this.onLost(restored.error.message);
    const goesOn = restored.ok ? 'earlier' : 'none';
    return err({ ...loaded.error, message: { kind: 'tuned-unloaded', why: loaded.error.message, goesOn } });
  }

  async #putBack(present: ModelChoice, base: ModelChoice): Promise<void> {
    await this.#writing;
    if (this.#wanted !== present) return;
    const loaded = await this.#load(base, () => {});
    if (!loaded.ok && this.#wanted === base) this.onLost(loaded.error.message);
  }

  async #load(choice: ModelChoice, onProgress: (progress: LoadProgress) => void): Promise<Loaded> {
    this.#proposer = undefined;
    this.#wanted = choice;
    const loaded = await this.#loadOn('webllm', choice, onProgress);
    const isForCoder = choice.isCoder && !loaded.ok && loaded.error.kind === 'no-webgpu';
    return isForCoder ? this.#loadOn('coder', choice, onProgress) : loaded;
  }

  async #loadOn(
    engine: Engine,
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Loaded> {
    const worker: Linked<Loader> = this.#start(engine);
    try {
      const loaded = await worker.call((api) => api.load(choice, Comlink.proxy(onProgress)));
      if (!loaded.ok) return loaded;
      const traits = traitsOf(choice, engine);
      this.#proposer = createProposer(callable(worker), traits, (fault) => this.#miss(fault));
      return ok({ ...loaded.value, engine });
    } catch (error) {
      if (error instanceof WorkerLost) return err({ kind: 'other', message: lost(error) });
      throw error;
    }
  }

  /** A model that has lost its GPU, or was unloaded behind our back, is no model until it is loaded again. */
  #miss({ kind, message }: LlmFault): void {
    if (kind !== 'device-lost' && kind !== 'not-loaded') return;
    this.#proposer = undefined;
    this.onLost(message);
  }

  #start<E extends Engine>(engine: E): Linked<E extends 'webllm' ? LlmApi : Loader> {
    const running = this.#workers.get(engine);
    if (running) return running as Linked<LlmApi>;
    const worker = link<LlmApi>(WORKERS[engine](), 'language model');
    worker.onLost((loss) => {
      this.#workers.delete(engine);
      if (!this.#proposer) return;
      this.#proposer = undefined;
      this.onLost(lost(loss));
    });
    this.#workers.set(engine, worker);
    return worker;
  }
}

const lost = ({ said: loss }: WorkerLost): Told => ({ kind: 'model-worker-lost', loss });

const NOT_OURS: LlmFault = {
  kind: 'not-loaded',
  message: { kind: 'only-built-in-learns' },
};

const EXCHANGED: LlmFault = {
  kind: 'aborted',
  message: { kind: 'model-changed-meanwhile' },
};

const traitsOf = ({ id, style }: ModelChoice, engine: Engine) => ({
  model: id,
  style: style ?? ('chat' as const),
  constrains: engine === 'webllm',
});

/** The calls a proposer makes, each of which hears of the worker's death. */
const callable = (worker: Linked<Loader>): TextWriter => ({
  complete: (prompt, options, onText) =>
    worker.call((api) => api.complete(prompt, options, Comlink.proxy(onText))),
  interrupt: () => worker.call((api) => api.interrupt()),
});
