import { type GradSaveFunc, type Tensor, type Variable, customGrad } from '@tensorflow/tfjs-core';
import { run } from '../kernel.ts';
import { own } from './own.ts';

export const BATCH_NORM = 'BatchNormTraining';
export const BATCH_NORM_GRADIENT = 'BatchNormTrainingGradient';

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
  own(movingMean);
  own(movingVariance);
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
        return run(BATCH_NORM_GRADIENT, { dy: dy as Tensor, x, gamma, mean, inverse }, {}) as Tensor[];
      },
    };
  })(x, gamma, beta);
}
