import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { registerTileGradient } from './tileGradient.ts';

test.each([
  [[3], [4]],
  [
    [1, 3],
    [5, 1],
  ],
  [
    [2, 3],
    [2, 2],
  ],
  [
    [1, 1, 4],
    [6, 5, 1],
  ],
  [
    [2, 1, 3, 1],
    [1, 4, 2, 3],
  ],
  [
    [2, 2],
    [1, 1],
  ],
] as [number[], number[]][])(
  'the gradient of tiling %j by %j is that of writing out the copies',
  (shape, reps) => {
    registerTileGradient();
    const x = tf.randomNormal(shape, 0, 1, 'float32', 1);
    const weights = tf.randomNormal(
      shape.map((size, axis) => size * (reps[axis] ?? 1)),
      0,
      1,
      'float32',
      2,
    );
    const tiled = tf.grad((at: tf.Tensor) => tf.sum(tf.mul(tf.tile(at, reps), weights)))(x);
    // The same function, with each axis put together from its copies, whose gradients TF.js knows well.
    const written = tf.grad((at: tf.Tensor) => {
      const whole = reps.reduce<tf.Tensor>(
        (part, count, axis) =>
          tf.concat(
            Array.from({ length: count }, () => part),
            axis,
          ),
        at,
      );
      return tf.sum(tf.mul(whole, weights));
    })(x);
    expect(tf.max(tf.abs(tf.sub(tiled, written))).dataSync()[0]).toBeLessThan(1e-5);
  },
);
