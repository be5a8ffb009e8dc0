import * as Comlink from 'comlink';
import { type PromptStyle, type Proposer, ProposerUnavailable } from '../../search/ports.ts';
import { err, ok } from '../../search/result.ts';
import type {
  LlmApi,
  LlmFault,
  LoadProgress,
  ModelChoice,
  ModelShelf,
  SearchApi,
  TextWriter,
} from '../api.ts';
import { createProposer } from '../llm/proposer.ts';
import { type Linked, link, WorkerLost } from '../spawn.ts';

const AGAIN = 'Load the model again.';

/** The two workers that run models: WebLLM, and for the built-in model where there is no WebGPU our own engine. */
const WORKERS = {
  webllm: () =>
    new Worker(new URL('../llm.worker.ts', import.meta.url), { type: 'module', name: 'language model' }),
  coder: () => new Worker(new URL('../coder.worker.ts', import.meta.url), { type: 'module', name: 'coder' }),
} as const;

type Engine = keyof typeof WORKERS;
type Loader = Pick<LlmApi, 'load' | 'unload' | 'complete' | 'interrupt'>;
type Loaded = Awaited<ReturnType<SearchApi['loadModel']>>;

/**
 * The language model's workers, started when they are first needed and again when they were lost. It is itself the
 * `Proposer` of every run, so that a model loaded or lost mid-run is taken up or missed at once.
 */
export class LlmClient implements Proposer {
  /** Called with each prompt as the model is handed it. */
  onPrompt: (prompt: string) => void = () => {};
  /** Called when it has answered or given up. */
  onWritten: () => void = () => {};
  /** Called with a sentence when the model in use cannot write any more. */
  onLost: (message: string) => void = () => {};
  readonly #workers = new Map<Engine, Linked<Loader>>();
  #proposer: Proposer | undefined;
  /** Settles when the built-in model is there or is known not to come. */
  #soon: Promise<unknown> | undefined;

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
    return this.#proposer?.model ?? 'none';
  }

  get style(): PromptStyle {
    return this.#proposer?.style ?? 'chat';
  }

  get constrains(): boolean {
    return this.#proposer?.constrains ?? false;
  }

  load(choice: ModelChoice, onProgress: (progress: LoadProgress) => void): Promise<Loaded> {
    this.#proposer = undefined;
    const loading = this.#load(choice, onProgress);
    if (choice.isBuiltIn) this.#soon = loading;
    return loading;
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
    this.#proposer = undefined;
    await Promise.all(
      [...this.#workers.values()].map((worker) =>
        worker.call(async (api) => {
          await api.interrupt();
          await api.unload();
        }),
      ),
    );
  }

  async complete(...args: Parameters<Proposer['complete']>): ReturnType<Proposer['complete']> {
    if (!this.#proposer) throw new ProposerUnavailable('No language model is loaded.');
    const [{ system, user }] = args;
    this.onPrompt([system, user].filter(Boolean).join('\n\n'));
    try {
      return await this.#proposer.complete(...args);
    } catch (error) {
      if (error instanceof WorkerLost) throw new ProposerUnavailable(`${error.message} ${AGAIN}`);
      throw error;
    } finally {
      this.onWritten();
    }
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

  async #load(choice: ModelChoice, onProgress: (progress: LoadProgress) => void): Promise<Loaded> {
    const loaded = await this.#loadOn('webllm', choice, onProgress);
    const isForCoder = choice.isBuiltIn && !loaded.ok && loaded.error.kind === 'no-webgpu';
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
      if (error instanceof WorkerLost) return err({ kind: 'other', message: `${error.message} ${AGAIN}` });
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
      this.onLost(`${loss.message} ${AGAIN}`);
    });
    this.#workers.set(engine, worker);
    return worker;
  }
}

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
