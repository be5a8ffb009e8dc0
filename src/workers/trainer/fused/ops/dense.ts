import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../activation.ts';
import { run } from '../kernel.ts';
import type { LayerAttrs } from './layerGradient.ts';

export const DENSE = 'DenseLayer';

/**
 * act(x · filter + bias) as one kernel, and two or three for its gradients.
 *
 * @param x [..., inputs]
 * @param filter [inputs, units]
 * @param bias [units]
 * @param alpha slope of a leaky ReLU
 * @returns [..., units]
 */
export function dense(
  x: Tensor,
  filter: Tensor,
  bias: Tensor | undefined,
  activation: Activation,
  alpha = 0,
): Tensor {
  if (x.shape.at(-1) !== filter.shape[0])
    throw new Error(`Shapes ${x.shape} and ${filter.shape} do not multiply.`);
  const inputs: NamedTensorMap = bias ? { x, bias, filter } : { x, filter };
  const attrs: LayerAttrs = { activation, alpha, bias: bias !== undefined };
  return run(DENSE, inputs, attrs) as Tensor;
}
