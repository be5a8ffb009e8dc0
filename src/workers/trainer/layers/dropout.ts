import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { type DropoutStream, dropoutStream } from './mask.ts';

interface DropoutConfig {
  name?: string;
  rate: number;
  noiseShape?: (number | null)[] | null;
  seed?: number;
}

/**
 * Inverted dropout (Srivastava et al. 2014) with a stream of masks of its own. TF.js's layer of this name repeats
 * one mask for ever when it has a seed and cannot be repeated when it has none.
 */
export class SeededDropout extends layers.Layer {
  static readonly className = 'Dropout';
  readonly #config: DropoutConfig;
  readonly #stream: DropoutStream;

  constructor(config: DropoutConfig) {
    super(config);
    this.supportsMasking = true;
    this.#config = config;
    this.#stream = dropoutStream(config.seed ?? 1);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    const { rate, noiseShape } = this.#config;
    if (!kwargs.training || rate <= 0) return x;
    const shape = x.shape.map((size, axis) => noiseShape?.[axis] ?? size);
    return tf.tidy(() => tf.mul(x, this.#stream(shape, rate)));
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { rate, noiseShape, seed } = this.#config;
    return { ...super.getConfig(), rate, noiseShape: noiseShape ?? null, seed: seed ?? null };
  }
}
