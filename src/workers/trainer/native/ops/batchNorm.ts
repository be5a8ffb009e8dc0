import { type GradSaveFunc, type Tensor, type Variable, backend, customGrad } from '@tensorflow/tfjs-core';
import { Heap, sizeOf } from '../heap.ts';
import { register } from '../kernel.ts';
import { run } from './layerGradient.ts';
import { own } from './own.ts';

export const BATCH_NORM = 'BatchNormTraining';
const GRADIENT = 'BatchNormTrainingGradient';

export interface BatchNormOptions {
  readonly epsilon: number;
  /** Of the moving averages: the part of them that stays. */
  readonly momentum: number;
}

/**
 * Batch normalisation over all axes but the last, with the batch's own statistics (Ioffe and Szegedy 2015). The
 * moving averages change in place, once for each call.
 *
 * @param x [..., channels]
 * @param gamma [channels], as are beta and the averages
 */
export function batchNorm(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  movingMean: Variable,
  movingVariance: Variable,
  options: BatchNormOptions,
): Tensor {
  const heap = Heap.of(backend());
  own(heap, movingMean);
  own(heap, movingVariance);
  return customGrad((...args) => {
    const [input, scale, shift] = args as unknown as [Tensor, Tensor, Tensor];
    const save = args[3] as unknown as GradSaveFunc;
    const inputs = { x: input, gamma: scale, beta: shift, movingMean, movingVariance };
    const [y, mean, inverse] = run(BATCH_NORM, inputs, { ...options }) as [Tensor, Tensor, Tensor];
    save([input, scale, mean, inverse]);
    return {
      value: y,
      gradFunc: (dy, saved) => {
        const [x, gamma, mean, inverse] = saved as unknown as [Tensor, Tensor, Tensor, Tensor];
        return run(GRADIENT, { dy: dy as Tensor, x, gamma, mean, inverse }, {}) as Tensor[];
      },
    };
  })(x, gamma, beta);
}

export function registerBatchNorm(): void {
  register<'x' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance', BatchNormOptions>(
    BATCH_NORM,
    ({ inputs: { x, gamma, beta, movingMean, movingVariance }, attrs: { epsilon, momentum }, heap }) => {
      const columns = x.shape.at(-1) ?? 1;
      const [y, mean, inverse] = [heap.make(x.shape), heap.make([columns]), heap.make([columns])];
      const tensors = [y, mean, inverse, x, gamma, beta, movingMean, movingVariance];
      const addresses = tensors.map((tensor) => heap.at(tensor));
      heap.kernels.batch_norm(...addresses, sizeOf(x.shape) / columns, columns, epsilon, 1 - momentum);
      return [y, mean, inverse];
    },
  );
  register<'dy' | 'x' | 'gamma' | 'mean' | 'inverse', unknown>(GRADIENT, ({ inputs, heap }) => {
    const { dy, x, gamma, mean, inverse } = inputs;
    const columns = x.shape.at(-1) ?? 1;
    const [dx, dgamma, dbeta] = [heap.make(x.shape), heap.make([columns]), heap.make([columns])];
    const tensors = [dx, dgamma, dbeta, dy, x, mean, inverse, gamma];
    heap.kernels.batch_norm_gradient(
      ...tensors.map((tensor) => heap.at(tensor)),
      sizeOf(x.shape) / columns,
      columns,
    );
    return [dx, dgamma, dbeta];
  });
}
