import { type NamedAttrMap, type NamedTensorMap, type Tensor, engine } from '@tensorflow/tfjs-core';
import { type Activation, activationNumber } from '../activation.ts';
import { sizeOf } from '../heap.ts';
import { register } from '../kernel.ts';

const BIAS_GRADIENT = 'BiasGradient';

interface BiasGradientAttrs {
  readonly activation: Activation;
  readonly alpha: number;
  readonly bias: boolean;
}

/** Registers the way back through a layer's activation and bias, which dense and convolutional layers share. */
export function registerBiasGradient(): void {
  register<'dy' | 'y', BiasGradientAttrs>(BIAS_GRADIENT, ({ inputs: { dy, y }, attrs, heap }) => {
    const columns = dy.shape.at(-1) ?? 1;
    const linear = attrs.activation === 'linear';
    const dz = linear ? undefined : heap.make(dy.shape);
    const db = attrs.bias ? heap.make([columns]) : undefined;
    heap.kernels.bias_gradient(
      heap.at(dz),
      heap.at(db),
      heap.at(dy),
      heap.at(y),
      sizeOf(dy.shape) / columns,
      columns,
      activationNumber(attrs.activation),
      attrs.alpha,
    );
    return [dz, db].filter((tensor) => tensor !== undefined);
  });
}

/**
 * Gradients of y = act(z + bias), z being linear in x and in the filter.
 *
 * @param ofFilter from dz
 * @param ofInput from dz; not called where nothing before the layer is trained
 */
export function layerGradients(
  dy: Tensor,
  y: Tensor,
  attrs: BiasGradientAttrs,
  ofInput: (dz: Tensor) => Tensor,
  ofFilter: (dz: Tensor) => Tensor,
): Record<'x' | 'filter' | 'bias', () => Tensor> {
  const linear = attrs.activation === 'linear';
  const made =
    linear && !attrs.bias
      ? []
      : (run(BIAS_GRADIENT, { dy, y }, attrs as unknown as NamedAttrMap) as Tensor[]);
  const dz = linear ? dy : (made[0] as Tensor);
  return {
    x: () => ofInput(dz),
    filter: () => ofFilter(dz),
    bias: () => made.at(-1) as Tensor,
  };
}

/** Runs a kernel under the eye of the engine, which keeps its result for the backward pass and frees it in time. */
export const run = (kernelName: string, inputs: NamedTensorMap, attrs: NamedAttrMap): Tensor | Tensor[] =>
  engine().runKernel(kernelName, inputs, attrs);
