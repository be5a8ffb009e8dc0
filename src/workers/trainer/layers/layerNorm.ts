import { type Tensor, add, mean, mul, reshape, rsqrt, square, sub, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { type Inputs, type Weight, classOf, only } from '../fused/layers/base.ts';

interface LayerNormLayer extends layers.Layer {
  /** Of the tensor with its batch, none negative, once the layer is built. */
  readonly axis: readonly number[];
  readonly epsilon: number;
  readonly gamma: Weight | null;
  readonly beta: Weight | null;
}

/**
 * Layer normalisation (Ba et al. 2016). TF.js's layer of this name writes out the mean, the deviation, the scale and
 * the offset for every number before it uses them, which takes most of a training step; here they are broadcast.
 */
export class FastLayerNormalization extends classOf<LayerNormLayer>(layers.layerNormalization({})) {
  override call(inputs: Inputs): Tensor {
    const x = only(inputs);
    const axes = [...this.axis];
    const spread = (weight: Weight) =>
      reshape(
        weight.read(),
        x.shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
      );
    return tidy(() => {
      const centred = sub(x, mean(x, axes, true));
      const variance = mean(square(centred), axes, true);
      const normal = mul(centred, rsqrt(add(variance, this.epsilon)));
      const scaled = this.gamma ? mul(normal, spread(this.gamma)) : normal;
      return this.beta ? add(scaled, spread(this.beta)) : scaled;
    });
  }
}
