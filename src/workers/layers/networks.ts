import type { Arithmetic } from '../coder/arithmetic.ts';
import { Decoder } from '../coder/decoder.ts';
import { take, type Weights } from '../coder/weights.ts';
import { gptConfig, type LayerSizes } from './sizes.ts';
import { classifierTokens, lastWindow } from './windows.ts';

/** Both networks with their weights, at work on one question at a time. They need no TF.js for that. */
export class LayerNetworks {
  readonly #sizes: LayerSizes;
  readonly #weights: Weights;
  readonly #decoder: Decoder;

  /** @param arithmetic of which nothing has been allocated */
  constructor(sizes: LayerSizes, weights: Weights, arithmetic: Arithmetic) {
    this.#sizes = sizes;
    this.#weights = weights;
    this.#decoder = new Decoder(gptConfig(sizes), weights, arithmetic);
  }

  /** Logits of the layer after these, of which the last 10 are looked at, [vocabulary]. @throws RangeError for no token */
  next(layers: readonly number[]): Float32Array<ArrayBuffer> {
    this.#check(layers);
    this.#decoder.restart();
    const scores = this.#decoder.append(lastWindow(this.#sizes, layers));
    return new Float32Array(scores.subarray(0, this.#sizes.vocabulary));
  }

  /** Logits of the block that the layer `next` stands in after `layers`, [blocks]. @throws RangeError for no token */
  classify(layers: readonly number[], next: number): Float32Array<ArrayBuffer> {
    this.#check([...layers, next]);
    const embedding = take(this.#weights, 'classifier.embed');
    const width = embedding.length / (this.#sizes.vocabulary + 1);
    const input = classifierTokens(this.#sizes, layers, next).flatMap((token) => [
      ...embedding.subarray(token * width, (token + 1) * width),
    ]);
    const hidden = this.#dense(input, 'hidden').map((value) => Math.max(0, value));
    return this.#dense(hidden, 'out');
  }

  #dense(x: ArrayLike<number>, name: string): Float32Array<ArrayBuffer> {
    const weight = take(this.#weights, `classifier.${name}.weight`);
    const y = new Float32Array(take(this.#weights, `classifier.${name}.bias`));
    for (let i = 0; i < x.length; i++)
      for (let j = 0; j < y.length; j++)
        (y[j] as number) += (x[i] as number) * (weight[i * y.length + j] as number);
    return y;
  }

  #check(tokens: readonly number[]): void {
    const wrong = tokens.find(
      (token) => !(Number.isInteger(token) && token >= 0 && token < this.#sizes.vocabulary),
    );
    if (wrong !== undefined)
      throw new RangeError(`${wrong} is no token of a layer; there are ${this.#sizes.vocabulary}.`);
  }
}
