import * as tf from '@tensorflow/tfjs-core';
import { gatherExamples } from './fused/ops/examples.ts';
import { crossEntropy } from './loss.ts';
import type { Network } from './network.ts';
import type { Optimizer } from './optimizer/optimizer.ts';
import type { Resident } from './resident.ts';

export interface Step {
  /** Cross-entropy of the batch before the step, without regularisers; the caller disposes of it. */
  readonly loss: tf.Scalar;
  /** Bytes that TF.js held when the backward pass began: the weights, the data and every activation kept for it. */
  readonly bytes: number;
}

/** One step of gradient descent on the examples of these indices. Nothing is read back. */
export function takeStep(
  network: Network,
  optimizer: Optimizer,
  data: Resident,
  indices: Int32Array,
  learningRate: number,
): Step {
  let bytes = 0;
  let plain: tf.Scalar | undefined;
  const forward = (x: tf.Tensor, labels: tf.Tensor2D): tf.Scalar => {
    const loss = crossEntropy(labels, network.logits(x, true));
    // Kept past the forward pass, whose own result has the regularisers in it.
    plain = tf.keep(tf.clone(loss));
    const total = network.penalties().reduce<tf.Scalar>((sum, penalty) => tf.add(sum, penalty), loss);
    bytes = tf.memory().numBytes;
    return total;
  };
  try {
    tf.tidy(() => {
      const rows = tf.tensor1d(indices, 'int32');
      const [x, labels] = gatherExamples(data.x, data.labels, rows);
      const { grads } = tf.variableGrads(() => forward(x, labels), network.variables as tf.Variable[]);
      optimizer.step(grads, learningRate);
    });
  } catch (error) {
    plain?.dispose();
    throw error;
  }
  return { loss: plain as tf.Scalar, bytes };
}
