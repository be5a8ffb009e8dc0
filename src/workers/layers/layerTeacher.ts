import type { LayerModel } from '../../search/ports.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type { LayerModelApi } from '../api.ts';
import type { Arithmetic } from '../coder/arithmetic.ts';
import type { Weights } from '../coder/weights.ts';
import { attentive } from '../heard.ts';
import { LayerNetworks } from './networks.ts';
import type { LayerSizes } from './sizes.ts';
import type { Teaching, teach } from './teach.ts';
import { drawWeights } from './weights.ts';

/** What the model needs from around it. */
export interface Surroundings {
  /** The shipped weights. */
  fetch(baseUrl: string, signal: AbortSignal): Promise<Weights>;
  arithmetic(): Promise<Arithmetic>;
  /** Loads TF.js and starts its backend, which nothing else here needs. */
  teaching(): Promise<typeof teach>;
}

/**
 * Of Adam. The paper's 1e-4 goes with 300 epochs over hundreds of thousands of networks; ours is for some hundreds of
 * steps in all.
 */
export const LEARNING_RATES: Readonly<Record<Parameters<LayerModel['teach']>[0], Teaching['learningRate']>> =
  {
    pretrain: 2e-3,
    'fine-tune': 1e-3,
  };

/** The GPT over layers and the classifier beside it, behind their worker. What is ended early leaves them as they were. */
export class LayerTeacher implements LayerModelApi {
  readonly #sizes: LayerSizes;
  readonly #surroundings: Surroundings;
  #weights: Weights | undefined;
  #networks: LayerNetworks | undefined;
  #working = new AbortController();

  constructor(sizes: LayerSizes, surroundings: Surroundings) {
    this.#sizes = sizes;
    this.#surroundings = surroundings;
  }

  async load(baseUrl: string): Promise<void> {
    const { signal } = (this.#working = new AbortController());
    await this.#use(await this.#surroundings.fetch(baseUrl, signal), signal);
  }

  async teach(...[phase, sequences, settings, onStep]: Parameters<LayerModelApi['teach']>): Promise<void> {
    const { signal } = (this.#working = new AbortController());
    if (!sequences.some(({ layers }) => layers.length > 0))
      throw new ToldError({ kind: 'layers-without-corpus' });
    const teach = await this.#surroundings.teaching();
    signal.throwIfAborted();
    const weights = phase === 'pretrain' ? drawWeights(this.#sizes, settings.seed) : this.#taught().weights;
    const teaching = { ...settings, learningRate: LEARNING_RATES[phase] };
    const { tell, heard } = attentive(onStep);
    await this.#use(await teach(this.#sizes, weights, sequences, teaching, tell, signal), signal);
    await heard();
  }

  async next(layers: readonly number[]): Promise<Float32Array> {
    return this.#taught().networks.next(layers);
  }

  async classify(layers: readonly number[], next: number): Promise<Float32Array> {
    return this.#taught().networks.classify(layers, next);
  }

  async interrupt(): Promise<void> {
    this.#working.abort();
  }

  async #use(weights: Weights, signal: AbortSignal): Promise<void> {
    const networks = new LayerNetworks(this.#sizes, weights, await this.#surroundings.arithmetic());
    signal.throwIfAborted();
    this.#weights = weights;
    this.#networks = networks;
  }

  #taught(): { readonly weights: Weights; readonly networks: LayerNetworks } {
    if (!this.#weights || !this.#networks) throw new ToldError({ kind: 'layers-untaught' });
    return { weights: this.#weights, networks: this.#networks };
  }
}
