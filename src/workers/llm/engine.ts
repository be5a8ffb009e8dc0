import type { Completion, CompletionOptions, Prompt } from '../../search/ports.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type {
  LlmApi,
  LlmFault,
  LoadProgress,
  ModelChoice,
  ModelOption,
  PickedFile,
  Storage,
} from '../api.ts';
import { findAdapter } from './adapter.ts';
import { complete } from './complete.ts';
import { HUB } from './hub.ts';
import { NOT_LOADED, toFault } from './faults.ts';
import { type Opened, loadModel } from './load.ts';
import { listModels } from './models.ts';
import type { WebLlm } from './package.ts';
import { type Known, bring, broughtModels } from './store/bring.ts';
import { downloadSize } from './store/download.ts';
import { removeModel, storedModels } from './store/inventory.ts';
import { modelsAt, readAddress } from './store/mirror.ts';
import { fetcherOf } from './store/ownServer.ts';

interface Loaded extends Opened {
  readonly model: string;
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

  async models(baseUrl: string): Promise<readonly ModelOption[]> {
    const [brought, stored] = await Promise.all([broughtModels(HUB), storedModels()]);
    return listModels(HUB, await findAdapter(), baseUrl, { stored, brought });
  }

  downloadSize(choice: ModelChoice): Promise<Result<number, LlmFault>> {
    return inWords(() => downloadSize(choice));
  }

  async storage(): Promise<Storage> {
    const [models, estimate] = await Promise.all([storedModels(), navigator.storage.estimate()]);
    return { models, ...estimate };
  }

  async remove(modelUrl: string): Promise<void> {
    await removeModel(modelUrl, HUB);
  }

  bring(files: readonly PickedFile[], onProgress: (progress: LoadProgress) => void) {
    const known: Known = (id) => {
      const record = HUB.find(({ model_id }) => model_id === id);
      return record && { modelUrl: record.model, libraryUrl: record.model_lib };
    };
    return inWords(() => bring(files, known, onProgress));
  }

  checkMirror(address: string, baseUrl: string) {
    return inWords(async () => {
      const mirror = readAddress(address, baseUrl);
      const choices = listModels(HUB, await findAdapter(), mirror).filter(({ isBuiltIn }) => !isBuiltIn);
      return { mirror, ids: await modelsAt(mirror, choices, fetcherOf(mirror)) };
    });
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
    this.#loaded = { model: choice.id, ...result.value };
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
    prompt: Prompt,
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
      loaded.names?.begin(options.grammar !== undefined);
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

async function inWords<T>(work: () => Promise<T>): Promise<Result<T, LlmFault>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(toFault(error));
  }
}
