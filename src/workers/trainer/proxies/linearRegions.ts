/** Proxies of how differently a network treats the examples of a batch (Mellor et al. 2021, and its first version of 2020). */
import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { interceptCalls } from './calls.ts';
import { type Probing, firstBatch, onFreshNetwork } from './probing.ts';

/** Keeps eigenvalues of 0 from deciding alone; of the paper's code. */
const K = 1e-5;

/**
 * Jacobians that are taken for each number of an input: of more examples than an input has numbers the correlation is
 * singular whatever the network, and rounding alone would rank them. The paper's images have thousands for a batch of 128.
 */
const EXAMPLES_PER_INPUT = 2 / 3;

/**
 * -Σ (log(v + k) + 1 / (v + k)) over the eigenvalues v of the correlation of the Jacobians of the summed logits by each example
 * (Mellor et al. 2020, "Neural architecture search without training", first version; jacob_cov in Abdelfattah et al. 2021).
 */
export const jacobCov = (probing: Probing): Promise<number> =>
  onFreshNetwork(probing, async (network) => {
    const jacobian = tf.tidy(() => {
      const whole = firstBatch(probing).x;
      const [batch = 0, ...shape] = whole.shape;
      const size = shape.reduce((product, length) => product * length, 1);
      const x = tf.slice(whole, 0, Math.min(batch, Math.max(2, Math.floor(EXAMPLES_PER_INPUT * size))));
      const gradient = tf.grad((input: tf.Tensor) => tf.sum(network.logits(input, true)))(x);
      return tf.reshape(gradient, [x.shape[0] ?? 0, -1]) as tf.Tensor2D;
    });
    const rows = await matrixOf(probing, jacobian);
    return eigenvaluesOf(correlationOfRows(rows)).reduce((sum, v) => sum - Math.log(v + K) - 1 / (v + K), 0);
  });

/** Two examples with the same code make the kernel singular; the network is then poor, but not infinitely. */
const LEAST_EIGENVALUE = 1e-6;

/**
 * Logarithm of the determinant of K, where K counts for each two examples the rectified units that are on in both or off in both
 * (Mellor et al. 2021, section 3, NASWOT).
 *
 * @returns NaN for a network without rectified units
 */
export const naswot = (probing: Probing): Promise<number> =>
  onFreshNetwork(probing, async (network) => {
    const kernel = tf.tidy(() => {
      const parts: tf.Tensor[] = [];
      interceptCalls(network, isRectified, (output) => {
        parts.push(tf.keep(agreement(output)));
        return output;
      });
      network.logits(firstBatch(probing).x, true);
      const sum = parts.length === 0 ? undefined : (tf.addN(parts) as tf.Tensor2D);
      tf.dispose(parts);
      return sum ?? tf.fill([1, 1], NaN);
    });
    const values = eigenvaluesOf(await matrixOf(probing, kernel as tf.Tensor2D));
    return values.reduce((sum, value) => sum + Math.log(Math.max(LEAST_EIGENVALUE, value)), 0);
  });

/** A layer that ends in relu, whichever way it is written; its output is above 0 where the unit is on. */
const isRectified = (layer: Parameters<Parameters<typeof interceptCalls>[1]>[0]): boolean => {
  if (/^(ReLU|LeakyReLU|PReLU)$/.test(layer.getClassName())) return true;
  const activation = 'activation' in layer ? layer.activation : undefined;
  const name =
    typeof activation === 'object' && activation !== null && 'getClassName' in activation
      ? (activation as { getClassName(): string }).getClassName()
      : '';
  return name === 'relu' || name === 'relu6';
};

/** For each two examples the units on which they agree, [batch, batch]. */
function agreement(output: tf.Tensor): tf.Tensor2D {
  const flat = tf.reshape(output, [output.shape[0] ?? 0, -1]);
  const on = tf.cast(tf.greater(flat, 0), 'float32') as tf.Tensor2D;
  const off = tf.sub(1, on) as tf.Tensor2D;
  return tf.add(tf.matMul(on, on, false, true), tf.matMul(off, off, false, true));
}

/** Reads a matrix and frees it. */
async function matrixOf({ pace }: Probing, tensor: tf.Tensor2D): Promise<Matrix> {
  const [rows, columns] = tensor.shape;
  const values = await pace.read(tensor);
  tensor.dispose();
  return Matrix.from1DArray(rows, columns, values);
}

/** Pearson's, of each two rows. */
function correlationOfRows(rows: Matrix): Matrix {
  const centred = rows.clone().subColumnVector(rows.mean('row'));
  const lengths = centred.to2DArray().map((row) => Math.hypot(...row));
  return centred.mmul(centred.transpose()).divColumnVector(lengths).divRowVector(lengths);
}

/** Of a symmetric matrix; NaN where it holds one, which the decomposition would look for in vain. */
function eigenvaluesOf(matrix: Matrix): readonly number[] {
  if (!matrix.to1DArray().every(Number.isFinite)) return [NaN];
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
}
