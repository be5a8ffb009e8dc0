import * as tf from '@tensorflow/tfjs-core';

/**
 * Random matrix with orthonormal columns, or rows where it is wide (Saxe et al. 2014). The same matrix as TF.js's
 * own initialiser gives for the seed, but by Gram-Schmidt on plain arrays: TF.js runs a Householder decomposition
 * as thousands of tensor operations, which takes seconds for a recurrent kernel.
 */
export class FastOrthogonal extends tf.serialization.Serializable {
  static readonly className = 'Orthogonal';
  readonly #gain: number;
  readonly #seed: number | undefined;

  constructor(config: { gain?: number; seed?: number }) {
    super();
    this.#gain = config.gain ?? 1;
    this.#seed = config.seed;
  }

  fromConfigUsesCustomObjects(): boolean {
    return false;
  }

  apply(shape: number[]): tf.Tensor {
    const columns = shape.at(-1) ?? 1;
    const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
    const [long, short] = rows >= columns ? [rows, columns] : [columns, rows];
    const normal = tf.tidy(() => tf.randomNormal([long, short], 0, 1, 'float32', this.#seed).dataSync());
    const q = orthonormalColumns(normal, long, short);
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < long; i++) {
      for (let j = 0; j < short; j++) {
        values[rows >= columns ? i * short + j : j * long + i] = this.#gain * (q[j * long + i] as number);
      }
    }
    return tf.tensor(values, shape);
  }

  getConfig(): tf.serialization.ConfigDict {
    return { gain: this.#gain, seed: this.#seed ?? null };
  }
}

/** Column by column; each is cleared twice of those before it, which keeps it orthogonal to rounding. */
function orthonormalColumns(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    const column = q.subarray(j * rows, (j + 1) * rows);
    for (let i = 0; i < rows; i++) column[i] = matrix[i * columns + j] as number;
    for (let round = 0; round < 2; round++) {
      for (let k = 0; k < j; k++) {
        const earlier = q.subarray(k * rows, (k + 1) * rows);
        const along = dot(column, earlier);
        for (let i = 0; i < rows; i++) column[i] = (column[i] as number) - along * (earlier[i] as number);
      }
    }
    const length = Math.sqrt(dot(column, column));
    for (let i = 0; i < rows; i++) column[i] = (column[i] as number) / length;
  }
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
