import * as Comlink from 'comlink';
import { type PromptStyle, type Proposer, ProposerUnavailable } from '../../search/ports.ts';
import { err, type Result } from '../../search/result.ts';
import type {
  LlmApi,
  LlmFault,
  LoadProgress,
  ModelChoice,
  ModelShelf,
  TextWriter,
} from '../api.ts';
import { createProposer } from '../llm/proposer.ts';
import { type Linked, link, WorkerLost } from '../spawn.ts';

const AGAIN = 'Load the model again.';

/**
 * The language model's worker, started when it is first needed and again when it was lost. It is itself the
 * `Proposer` of every run, so that a model loaded or lost mid-run is taken up or missed at once.
 */
export class LlmClient implements Proposer {
  /** Called with each prompt as the model is handed it. */
  onPrompt: (prompt: string) => void = () => {};
  /** Called with a sentence when the model in use cannot write any more. */
  onLost: (message: string) => void = () => {};
  #worker: Linked<LlmApi> | undefined;
  #proposer: Proposer | undefined;
  /** Settles when the built-in model is there or is known not to come. */
  #soon: Promise<unknown> | undefined;

  /** What there is to choose from, told by the worker. */
  readonly shelf: ModelShelf & Comlink.ProxyMarked = Comlink.proxy({
    models: (baseUrl) => this.#start().call((api) => api.models(baseUrl)),
    downloadSize: (choice) => this.#start().call((api) => api.downloadSize(choice)),
    storage: () => this.#start().call((api) => api.storage()),
    remove: (modelUrl) => this.#start().call((api) => api.remove(modelUrl)),
    bring: (files, onProgress) => this.#start().call((api) => api.bring(files, Comlink.proxy(onProgress))),
    checkMirror: (address, baseUrl) => this.#start().call((api) => api.checkMirror(address, baseUrl)),
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

  load(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>> {
    this.#proposer = undefined;
    const loading = this.#load(this.#start(), choice, onProgress);
    if (choice.isBuiltIn) this.#soon = loading;
    return loading;
  }

  /** Goes on with a model that runs elsewhere. */
  async adopt(model: string, writer: TextWriter): Promise<void> {
    await this.unload();
    const traits = { model, style: 'chat', constrains: false } as const;
    this.#proposer = createProposer(writer, traits, (fault) => this.#miss(fault));
  }

  async unload(): Promise<void> {
    this.#proposer = undefined;
    await this.#worker?.call(async (api) => {
      await api.interrupt();
      await api.unload();
    });
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
    }
  }

  async ready(signal: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([this.#soon, stopped]);
    signal.throwIfAborted();
  }

  async #load(
    worker: Linked<LlmApi>,
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>> {
    try {
      const loaded = await worker.call((api) => api.load(choice, Comlink.proxy(onProgress)));
      if (loaded.ok)
        this.#proposer = createProposer(callable(worker), traitsOf(choice), (fault) => this.#miss(fault));
      return loaded;
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

  #start(): Linked<LlmApi> {
    if (this.#worker) return this.#worker;
    const worker = link<LlmApi>(
      new Worker(new URL('../llm.worker.ts', import.meta.url), { type: 'module', name: 'language model' }),
      'language model',
    );
    worker.onLost((loss) => {
      this.#worker = undefined;
      if (!this.#proposer) return;
      this.#proposer = undefined;
      this.onLost(`${loss.message} ${AGAIN}`);
    });
    return (this.#worker = worker);
  }
}

const traitsOf = ({ id, style }: ModelChoice) => ({
  model: id,
  style: style ?? ('chat' as const),
  constrains: true,
});

/** The calls a proposer makes, each of which hears of the worker's death. */
const callable = (worker: Linked<LlmApi>): TextWriter => ({
  complete: (prompt, options, onText) =>
    worker.call((api) => api.complete(prompt, options, Comlink.proxy(onText))),
  interrupt: () => worker.call((api) => api.interrupt()),
});
