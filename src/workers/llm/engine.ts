import type { Completion, CompletionOptions } from '../../search/ports.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type { LlmApi, LlmFault, LoadProgress, ModelChoice, ModelOption } from '../api.ts';
import { findAdapter } from './adapter.ts';
import { complete } from './complete.ts';
import { toFault } from './faults.ts';
import { loadModel } from './load.ts';
import { listModels } from './models.ts';
import type { MLCEngine, WebLlm } from './package.ts';

interface Loaded {
  readonly model: string;
  readonly engine: MLCEngine;
}

/**
 * One model at a time, one completion at a time, the others in turn. It runs WebLLM's engine itself rather than its
 * worker client: we are in a worker already, and errors then stay objects with a class.
 */
export class LlmEngine implements LlmApi {
  readonly #library: () => Promise<WebLlm>;
  #loaded: Loaded | undefined;
  #loading: AbortController | undefined;
  #completing: AbortController | undefined;
  /** Settles when all completions asked for so far have ended. Never rejects. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param library imports the package */
  constructor(library: () => Promise<WebLlm>) {
    this.#library = library;
  }

  async models(): Promise<readonly ModelOption[]> {
    return listModels(await this.#library(), await findAdapter());
  }

  async load(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>> {
    const unloaded = this.unload();
    const loading = (this.#loading = new AbortController());
    await unloaded;
    const result = await loadModel(this.#library, choice, onProgress, loading.signal);
    if (this.#loading === loading) this.#loading = undefined;
    if (!result.ok) return result;
    this.#loaded = { model: choice.id, engine: result.value };
    return ok({ model: choice.id });
  }

  /** Gives up what is under way and frees the GPU. */
  async unload(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await this.interrupt();
    await this.#turn;
    await loaded?.engine.unload();
  }

  complete(
    prompt: { readonly system: string; readonly user: string },
    options: CompletionOptions,
    onText: (piece: string) => void,
  ): Promise<Result<Completion, LlmFault>> {
    const reply = this.#turn.then(() => this.#completeNow(prompt, options, onText));
    this.#turn = reply;
    return reply;
  }

  async interrupt(): Promise<void> {
    this.#loading?.abort();
    this.#completing?.abort();
  }

  async #completeNow(...[prompt, options, onText]: Parameters<LlmApi['complete']>) {
    const loaded = this.#loaded;
    if (!loaded)
      return err({
        kind: 'not-loaded',
        message: 'No language model is loaded: choose one and load it.',
      } as const);
    const completing = (this.#completing = new AbortController());
    try {
      const request = { model: loaded.model, prompt, options, onText };
      return ok(await complete(loaded.engine, request, completing.signal));
    } catch (error) {
      return err(this.#faultOf(error, loaded));
    } finally {
      this.#completing = undefined;
    }
  }

  /** WebLLM unloads itself, without a word, when the GPU is lost: a loaded model that it says is not loaded was lost. */
  #faultOf(error: unknown, loaded: Loaded): LlmFault {
    const fault = toFault(error);
    if (fault.kind !== 'not-loaded' && fault.kind !== 'device-lost') return fault;
    if (this.#loaded === loaded) this.#loaded = undefined;
    return toFault(new Error('device lost'));
  }
}
