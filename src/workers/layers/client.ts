import * as Comlink from 'comlink';
import type { LayerModel, TeachingStep } from '../../search/ports.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type { LayerModelApi } from '../api.ts';
import layersWorker from '../layers.worker.ts?worker&url';
import { type Linked, link, WorkerLost } from '../spawn.ts';
import { startWorker } from '../start.ts';

/** The GPT over layers in a worker of its own, which begins when it is first wanted. */
export class LayerModelClient implements LayerModel {
  readonly #baseUrl: string;
  #worker: Linked<LayerModelApi> | undefined;

  /** @param baseUrl the page's folder, absolute, ending in a slash */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  load(signal: AbortSignal): Promise<void> {
    return this.#untilAborted(signal, (api) => api.load(this.#baseUrl));
  }

  teach(...[phase, sequences, settings, onStep, signal]: Parameters<LayerModel['teach']>): Promise<void> {
    // The listener's answer is not waited for.
    const tell = Comlink.proxy((step: TeachingStep) => void onStep(step));
    return this.#untilAborted(signal, (api) => api.teach(phase, sequences, settings, tell));
  }

  next(layers: readonly number[]): Promise<Float32Array> {
    return this.#call((api) => api.next(layers));
  }

  classify(layers: readonly number[], next: number): Promise<Float32Array> {
    return this.#call((api) => api.classify(layers, next));
  }

  /** Ends the worker and forgets the weights; the next call begins another. */
  close(): void {
    this.#worker?.kill();
    this.#worker = undefined;
  }

  /** @throws the abort reason, once the worker has let go of what it was at */
  async #untilAborted(
    signal: AbortSignal,
    use: (api: Comlink.Remote<LayerModelApi>) => Promise<void>,
  ): Promise<void> {
    signal.throwIfAborted();
    const interrupt = () => void this.#call((api) => api.interrupt()).catch(() => {});
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      await this.#call(use);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  /** @throws ToldError when the worker is lost */
  async #call<T>(use: (api: Comlink.Remote<LayerModelApi>) => Promise<T>): Promise<Awaited<T>> {
    const worker = (this.#worker ??= spawn());
    try {
      return await worker.call(use);
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error;
      if (this.#worker === worker) this.#worker = undefined;
      throw new ToldError({ kind: 'layers-lost' }, { cause: error });
    }
  }
}

const spawn = (): Linked<LayerModelApi> => link(startWorker(layersWorker, 'layer model'), 'layer model');
