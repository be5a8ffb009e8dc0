import { BATCH_NORM, BATCH_NORM_GRADIENT, type BatchNormOptions } from '../fused/ops/batchNorm.ts';
import { sizeOf } from './heap.ts';
import { register } from './kernel.ts';

/** Batch normalisation in training, and its gradients, as one kernel each. */
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
  register<'dy' | 'x' | 'gamma' | 'mean' | 'inverse', unknown>(BATCH_NORM_GRADIENT, ({ inputs, heap }) => {
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
