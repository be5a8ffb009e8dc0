import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import type { Network } from '../network.ts';

type Layer = layers.Layer;
type Call = Layer['call'];

/**
 * Puts something in the way of what layers give. Only of a network that is thrown away afterwards.
 *
 * @param change gets a layer's output, and what went into it
 */
export function interceptCalls(
  network: Network,
  isMeant: (layer: Layer) => boolean,
  change: (output: Tensor, inputs: Parameters<Call>[0], layer: Layer) => Tensor,
): void {
  for (const layer of network.model.layers.filter(isMeant)) {
    const call = layer.call.bind(layer);
    layer.call = (inputs, keywords) => change(call(inputs, keywords) as Tensor, inputs, layer);
  }
}

/** Whether a layer multiplies its input by weights. */
export const hasKernel = (layer: Layer): boolean =>
  layer.trainableWeights.some(({ shape }) => shape.length >= 2);
