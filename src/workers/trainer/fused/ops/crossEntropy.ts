import {
  type GradSaveFunc,
  type Scalar,
  type Tensor,
  type Tensor2D,
  customGrad,
  mul,
} from '@tensorflow/tfjs-core';
import { run } from '../kernel.ts';

export const CROSS_ENTROPY = 'SoftmaxCrossEntropy';

/**
 * Mean softmax cross-entropy over a batch, in nats; the kernel gives its gradient along with it.
 *
 * @param labels rows that sum to 1, [batch, classes]
 * @param logits [batch, classes]
 */
export function softmaxCrossEntropy(labels: Tensor2D, logits: Tensor2D): Scalar {
  return customGrad((x, save) => {
    const [value, gradient] = run(CROSS_ENTROPY, { logits: x as Tensor, labels }, {}) as [Scalar, Tensor];
    (save as GradSaveFunc)([gradient]);
    return { value, gradFunc: (dy, saved) => mul((saved as Tensor[])[0] as Tensor, dy) };
  })(logits) as Scalar;
}
