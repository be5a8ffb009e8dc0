import * as tf from '@tensorflow/tfjs-core';
import { interceptCalls } from './calls.ts';
import { type Probing, kernelsOf, onFreshNetwork, readNumber } from './probing.ts';

/**
 * Sum over the kernels of |∂R/∂θ ⊙ θ|, where R is the sum of the logits for an input of ones and all weights are made positive
 * (Tanaka et al. 2020, SynFlow, as in Abdelfattah et al. 2021, equation 2). Normalisations are left out, as in its code; there
 * is no dropout. It needs no data.
 *
 * @returns NaN where the logits are no sum of paths, since a softmax lies inside the network
 */
export const synflow = (probing: Probing): Promise<number> =>
  onFreshNetwork(probing, async (network) => {
    if (network.output === 'probabilities') return NaN;
    interceptCalls(
      network,
      (layer) => /Normalization$/.test(layer.getClassName()),
      (_, inputs) => (Array.isArray(inputs) ? (inputs[0] as tf.Tensor) : inputs),
    );
    const kernels = kernelsOf(network);
    const sum = tf.tidy(() => {
      for (const variable of network.variables) variable.assign(tf.abs(variable));
      const input = tf.ones([1, ...probing.data.x.shape.slice(1)]);
      const { grads } = tf.variableGrads(
        () => tf.sum(network.logits(input, false)) as tf.Scalar,
        [...kernels],
      );
      return tf.addN(
        kernels.map((kernel) => tf.sum(tf.abs(tf.mul(grads[kernel.name] as tf.Tensor, kernel)))),
      );
    });
    return readNumber(probing, sum);
  });
