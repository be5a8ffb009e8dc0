import * as tf from '@tensorflow/tfjs-core';
import type { Dataset, Examples } from '../../search/data/dataset.ts';

/** Examples that lie on the backend for as long as the trainer is open. */
export interface Resident {
  readonly count: number;
  /** [count, ...inputShape] */
  readonly x: tf.Tensor;
  /** One-hot, [count, classes]. */
  readonly labels: tf.Tensor2D;
  /** Class indices, [count]. */
  readonly classes: tf.Tensor1D;
  dispose(): void;
}

/** @param rows of the examples to take, in this order; all when absent */
export function makeResident(
  { inputShape, classNames }: Pick<Dataset, 'inputShape' | 'classNames'>,
  examples: Examples,
  rows?: Uint32Array,
): Resident {
  const taken = rows ? takeRows(examples, rows) : examples;
  const count = taken.y.length;
  const x = tf.tensor(taken.x, [count, ...inputShape], 'float32');
  const classes = tf.tensor1d(Int32Array.from(taken.y), 'int32');
  const labels = tf.tensor2d(oneHot(taken.y, classNames.length), [count, classNames.length], 'float32');
  return { count, x, labels, classes, dispose: () => tf.dispose([x, labels, classes]) };
}

/** As floats from the start: a cast leaves integers on webgpu, to be cast again by each kernel that reads them. */
function oneHot(y: Uint8Array, classes: number): Float32Array {
  const labels = new Float32Array(y.length * classes);
  y.forEach((label, i) => (labels[i * classes + label] = 1));
  return labels;
}

function takeRows({ x, y }: Examples, rows: Uint32Array): Examples {
  const size = x.length / y.length;
  const taken = { x: new Float32Array(rows.length * size), y: new Uint8Array(rows.length) };
  rows.forEach((row, i) => {
    taken.x.set(x.subarray(row * size, (row + 1) * size), i * size);
    taken.y[i] = y[row] as number;
  });
  return taken;
}
