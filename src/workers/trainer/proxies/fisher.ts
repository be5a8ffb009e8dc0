import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../network.ts';
import { hasKernel, interceptCalls } from './calls.ts';
import { type Batch, type Probing, firstBatch, lossOf, onFreshNetwork, readNumber } from './probing.ts';

/**
 * Sum over channels of half the mean over examples of (Σ a ∂L/∂a)², the inner sum being over positions (Turner et al. 2020,
 * BlockSwap, as in Abdelfattah et al. 2021, section 3.2, and its code). Activations are the outputs of layers with kernels,
 * their activation function included, since that is one with the layer here.
 *
 * @returns NaN for a network without such layers
 */
export async function fisher(probing: Probing): Promise<number> {
  const shapes = await onFreshNetwork(probing, async (network) => shapesOf(network, probing));
  if (shapes.length === 0) return NaN;
  return onFreshNetwork(probing, async (network) => {
    const sum = tf.tidy(() => fisherSum(network, firstBatch(probing), shapes));
    return readNumber(probing, sum);
  });
}

/** Of each call of a layer with a kernel, in the order of the calls. */
function shapesOf(network: Network, probing: Probing): readonly number[][] {
  const shapes: number[][] = [];
  interceptCalls(network, hasKernel, (output) => {
    shapes.push([...output.shape]);
    return output;
  });
  tf.tidy(() => void lossOf(network, firstBatch(probing)));
  return shapes;
}

function fisherSum(network: Network, batch: Batch, shapes: readonly number[][]): tf.Tensor {
  const activations: tf.Tensor[] = [];
  let offsets: readonly tf.Tensor[] = [];
  interceptCalls(network, hasKernel, (output) => {
    const offset = offsets[activations.length] as tf.Tensor;
    activations.push(tf.keep(tf.clone(output)));
    return tf.add(output, offset);
  });
  // The gradient by what is added to an activation is the gradient by the activation.
  const gradients = tf.grads((...zeros: tf.Tensor[]) => {
    offsets = zeros;
    return lossOf(network, batch);
  })(shapes.map((shape) => tf.zeros(shape)));
  const sums = gradients.map((gradient, i) => channelSum(activations[i] as tf.Tensor, gradient));
  tf.dispose(activations);
  return tf.addN(sums);
}

/** @param activation [batch, ...positions, channels], as is its gradient */
function channelSum(activation: tf.Tensor, gradient: tf.Tensor): tf.Tensor {
  const positions = activation.shape.map((_, axis) => axis).slice(1, -1);
  const perChannel = tf.sum(tf.mul(activation, gradient), positions);
  return tf.mul(0.5, tf.sum(tf.mean(tf.square(perChannel), 0)));
}
