import type { Completion, CompletionOptions } from '../../search/ports.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type { LlmApi, LlmFault, LoadProgress, ModelChoice, ModelOption } from '../api.ts';
import { findAdapter } from './adapter.ts';
import { complete } from './complete.ts';
import { NOT_LOADED, toFault } from './faults.ts';
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
    if (!loaded) return err(NOT_LOADED);
    const completing = (this.#completing = new AbortController());
    try {
      const request = { model: loaded.model, prompt, options, onText };
      return ok(await complete(loaded.engine, request, completing.signal));
    } catch (error) {
      const fault = toFault(error);
      // It cannot answer again until it is loaded again.
      if (fault.kind === 'device-lost' && this.#loaded === loaded) this.#loaded = undefined;
      return err(fault);
    } finally {
      this.#completing = undefined;
    }
  }
}
