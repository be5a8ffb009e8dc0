/** Proxies of the loss's gradient by the weights. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../network.ts';
import {
  type Batch,
  type Probing,
  firstBatch,
  kernelsOf,
  lossOf,
  onFreshNetwork,
  readNumber,
} from './probing.ts';

/** The Euclidean norm of the gradient by all weights together (Abdelfattah et al. 2021, section 3.1, grad_norm). */
export const gradNorm = (probing: Probing): Promise<number> =>
  onFreshNetwork(probing, async (network) => {
    const squares = tf.tidy(() => {
      const gradients = gradientsOf(network, network.variables, firstBatch(probing));
      return tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient))));
    });
    return Math.sqrt(await readNumber(probing, squares));
  });

/** Sum over the kernels of |∂L/∂θ ⊙ θ| (Lee et al. 2019, SNIP, as in Abdelfattah et al. 2021, equation 1). */
export const snip = (probing: Probing): Promise<number> =>
  onFreshNetwork(probing, async (network) => {
    const kernels = kernelsOf(network);
    const sum = tf.tidy(() => {
      const gradients = gradientsOf(network, kernels, firstBatch(probing));
      return tf.addN(
        gradients.map((gradient, i) => tf.sum(tf.abs(tf.mul(gradient, kernels[i] as tf.Variable)))),
      );
    });
    return readNumber(probing, sum);
  });

/**
 * Sum over the kernels of -(H ∂L/∂θ) ⊙ θ (Wang et al. 2020, GraSP, as in Abdelfattah et al. 2021, equation 1). Our fused
 * kernels have no second derivatives, so the product with the Hessian is the central difference of gradients along the gradient.
 */
export async function grasp(probing: Probing): Promise<number> {
  const gradient = await gradientAt(probing, 0);
  const length = await readNumber(
    probing,
    tf.tidy(() => tf.sqrt(tf.addN(gradient.map((part) => tf.sum(tf.square(part)))))),
  );
  const product = await hessianVector((step) => gradientAt(probing, step, gradient), length);
  tf.dispose([...gradient]);
  return onFreshNetwork(probing, async (network) => {
    const sum = tf.tidy(() =>
      tf.addN(product.map((part, i) => tf.sum(tf.mul(part, kernelsOf(network)[i] as tf.Variable)))),
    );
    tf.dispose([...product]);
    return -(await readNumber(probing, sum));
  });
}

/** How far the gradients of a Hessian product lie from the middle; the cube root of a float's precision, about. */
const REACH = 5e-3;

/**
 * H v by central differences, whose error falls with the square of the reach: exact for a quadratic but for rounding.
 *
 * @param gradient at θ + step · v
 * @param length of v
 */
export async function hessianVector(
  gradient: (step: number) => Promise<readonly tf.Tensor[]>,
  length: number,
): Promise<readonly tf.Tensor[]> {
  const step = REACH / length;
  const [above, below] = [await gradient(step), await gradient(-step)];
  const product = above.map((part, i) =>
    tf.tidy(() => tf.div(tf.sub(part, below[i] as tf.Tensor), 2 * step)),
  );
  tf.dispose([...above, ...below]);
  return product;
}

/** The gradient by the kernels, these being moved by `step` times the direction. */
const gradientAt = (
  probing: Probing,
  step: number,
  direction: readonly tf.Tensor[] = [],
): Promise<readonly tf.Tensor[]> =>
  onFreshNetwork(probing, async (network) => {
    const kernels = kernelsOf(network);
    direction.forEach((part, i) => {
      const kernel = kernels[i];
      tf.tidy(() => kernel?.assign(tf.add(kernel, tf.mul(part, step))));
    });
    return tf.tidy(() => gradientsOf(network, kernels, firstBatch(probing)));
  });

/** In the order of the variables. */
function gradientsOf(network: Network, variables: readonly tf.Variable[], batch: Batch): tf.Tensor[] {
  const { grads } = tf.variableGrads(() => lossOf(network, batch), [...variables]);
  return variables.map(({ name }) => grads[name] as tf.Tensor);
}
