import { type NamedAttrMap, type NamedTensorMap, type Tensor, registerGradient } from '@tensorflow/tfjs-core';
import { type Activation, activationNumber } from '../activation.ts';
import { productScratch, sizeOf } from '../heap.ts';
import { register } from '../kernel.ts';
import { layerGradients, run } from './layerGradient.ts';

export const DENSE = 'DenseLayer';
const INPUT_GRADIENT = 'DenseLayerInputGradient';
const FILTER_GRADIENT = 'DenseLayerFilterGradient';

interface Attrs {
  readonly activation: Activation;
  readonly alpha: number;
}

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
  const inputs: NamedTensorMap = bias ? { x, bias, filter } : { x, filter };
  return run(DENSE, inputs, { activation, alpha, bias: bias !== undefined }) as Tensor;
}

export function registerDense(): void {
  register<'x' | 'filter' | 'bias', Attrs>(DENSE, ({ inputs: { x, filter, bias }, attrs, heap }) => {
    const [inner, units] = filter.shape as [number, number];
    if (x.shape.at(-1) !== inner) throw new Error(`Shapes ${x.shape} and ${filter.shape} do not multiply.`);
    const rows = sizeOf(x.shape) / inner;
    const y = heap.make([...x.shape.slice(0, -1), units]);
    heap.kernels.matmul(
      ...[1, rows, units, inner],
      ...[heap.at(x), 0, inner, 1],
      ...[heap.at(filter), 0, units, 1],
      heap.at(y),
      heap.at(bias),
      activationNumber(attrs.activation),
      attrs.alpha,
      heap.scratch(productScratch(inner, units)),
    );
    return y;
  });
  register<'dz' | 'filter', { readonly shape: number[] }>(INPUT_GRADIENT, ({ inputs, attrs, heap }) => {
    const { dz, filter } = inputs;
    const [inner, units] = filter.shape as [number, number];
    const dx = heap.make(attrs.shape);
    heap.kernels.matmul(
      ...[1, sizeOf(dz.shape) / units, inner, units],
      ...[heap.at(dz), 0, units, 1],
      ...[heap.at(filter), 0, 1, units],
      heap.at(dx),
      ...[0, 0, 0],
      heap.scratch(productScratch(units, inner)),
    );
    return dx;
  });
  register<'dz' | 'x', unknown>(FILTER_GRADIENT, ({ inputs: { dz, x }, heap }) => {
    const [inner, units] = [x.shape.at(-1) ?? 1, dz.shape.at(-1) ?? 1];
    const rows = sizeOf(dz.shape) / units;
    const dfilter = heap.make([inner, units]);
    heap.kernels.matmul(
      ...[1, inner, units, rows],
      ...[heap.at(x), 0, 1, inner],
      ...[heap.at(dz), 0, units, 1],
      heap.at(dfilter),
      ...[0, 0, 0],
      heap.scratch(productScratch(rows, units)),
    );
    return dfilter;
  });
  registerGradient({
    kernelName: DENSE,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter, y] = saved as [Tensor, Tensor, Tensor];
      return layerGradients(
        dy as Tensor,
        y,
        attrs as unknown as Parameters<typeof layerGradients>[2],
        (dz) => run(INPUT_GRADIENT, { dz, filter }, { shape: x.shape } as NamedAttrMap) as Tensor,
        (dz) => run(FILTER_GRADIENT, { dz, x }, {}) as Tensor,
      );
    },
  });
}
