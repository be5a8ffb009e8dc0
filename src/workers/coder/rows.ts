import * as tf from '@tensorflow/tfjs-core';

/**
 * Rows of a table, whose gradient is a product with one-hot rows: the kernel that TF.js would sum them with is missing
 * on its wasm backend, and slow on the others.
 *
 * @param table [rows, width]
 * @param ids row numbers, [n]
 * @returns [n, width]
 */
export function embed(table: tf.Tensor2D, ids: tf.Tensor1D): tf.Tensor2D {
  return withGradient(table, ids, (dy, kept) => {
    const oneHot = tf.cast(tf.oneHot(kept, table.shape[0]), 'float32') as tf.Tensor2D;
    return tf.matMul(oneHot, dy, true, false);
  });
}

/** Some rows of a matrix, each at most once. @returns [n, width] */
export function takeRows(x: tf.Tensor2D, rows: tf.Tensor1D): tf.Tensor2D {
  return withGradient(x, rows, (dy, kept) => tf.scatterND(tf.expandDims(kept, 1), dy, x.shape));
}

/** @param gradient of x, from that of the rows taken */
function withGradient(
  x: tf.Tensor2D,
  rows: tf.Tensor1D,
  gradient: (dy: tf.Tensor2D, rows: tf.Tensor1D) => tf.Tensor2D,
): tf.Tensor2D {
  return tf.customGrad((all, save) => {
    // Kept for the backward pass, which comes after all that was made on the way has been freed.
    (save as tf.GradSaveFunc)([rows]);
    return {
      value: tf.gather(all as tf.Tensor2D, rows),
      gradFunc: (dy, saved) => gradient(dy as tf.Tensor2D, (saved as [tf.Tensor1D])[0]),
    };
  })(x) as tf.Tensor2D;
}
