import * as tf from '@tensorflow/tfjs-core';
import { softmaxCrossEntropy } from './fused/ops/crossEntropy.ts';
import { hasFusedKernels } from './fused/present.ts';

/**
 * Mean softmax cross-entropy over a batch, in nats. Its gradient is `(softmax - labels) / batch`, taken in one piece.
 *
 * @param labels one-hot, [batch, classes]
 * @param logits [batch, classes]
 */
export function crossEntropy(labels: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar {
  if (hasFusedKernels()) return softmaxCrossEntropy(labels, logits);
  const loss = tf.customGrad((x, save) => {
    const shifted = tf.sub(x as tf.Tensor2D, tf.max(x as tf.Tensor2D, 1, true));
    const exponentials = tf.exp(shifted);
    const sums = tf.sum(exponentials, 1, true);
    (save as tf.GradSaveFunc)([tf.div(exponentials, sums)]);
    return {
      value: tf.mean(tf.sub(tf.log(tf.squeeze(sums, [1])), tf.sum(tf.mul(shifted, labels), 1))),
      gradFunc: (dy, saved) =>
        tf.mul(tf.sub((saved as tf.Tensor[])[0] as tf.Tensor, labels), tf.div(dy, labels.shape[0])),
    };
  });
  return loss(logits) as tf.Scalar;
}

/** Logits of a network whose output is probabilities already: their softmax gives the probabilities back. */
export const logitsOf = (probabilities: tf.Tensor2D): tf.Tensor2D => tf.log(tf.maximum(probabilities, 1e-7));
