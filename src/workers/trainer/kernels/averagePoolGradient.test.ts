import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { registerAveragePoolGradient } from './averagePoolGradient.ts';

test.each([
  [[1, 3, 3, 1], 2, 1, 'same'],
  [[2, 5, 4, 2], 3, 2, 'same'],
  [[1, 4, 4, 1], 2, 2, 'valid'],
  [[1, 1, 7, 3], [1, 4], [1, 3], 'same'],
] as const)(
  'the gradient of average pooling %j by %j, stride %j, %s is that of its own forward pass',
  (shape, size, strides, pad) => {
    registerAveragePoolGradient();
    const pool = (x: tf.Tensor) =>
      tf.avgPool(x as tf.Tensor4D, size as [number, number], strides as [number, number], pad);
    const x = tf.randomNormal([...shape], 0, 1, 'float32', 1);
    const weights = tf.randomNormal(pool(x).shape, 0, 1, 'float32', 2);
    const loss = (at: tf.Tensor) => tf.sum(tf.mul(pool(at), weights));
    const gradient = tf.grad(loss)(x).dataSync();
    // Pooling is linear: the gradient at each place is the loss of a one there.
    const whole = x.size;
    for (let i = 0; i < whole; i++) {
      const one = tf.tensor(
        Array.from({ length: whole }, (_, j) => Number(i === j)),
        [...shape],
      );
      expect(gradient[i]).toBeCloseTo(loss(one).dataSync()[0] ?? NaN, 4);
    }
  },
);
