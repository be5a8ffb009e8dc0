import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, test } from 'vitest';
import { FastOrthogonal } from './orthogonal.ts';

const make = (shape: number[], gain = 1) => new FastOrthogonal({ gain, seed: 3 }).apply(shape);

/** Largest difference between two matrices. */
const gap = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;

const square = (matrix: tf.Tensor, transposeA: boolean) =>
  tf.matMul(matrix as tf.Tensor2D, matrix as tf.Tensor2D, transposeA, !transposeA);

describe('the orthogonal initialiser', () => {
  test('makes orthonormal columns where the matrix is tall', () => {
    expect(gap(square(make([30, 12]), true), tf.eye(12))).toBeLessThan(1e-6);
  });

  test('makes orthonormal rows where it is wide, as a recurrent kernel is', () => {
    expect(gap(square(make([16, 48]), false), tf.eye(16))).toBeLessThan(1e-6);
  });

  test('multiplies by the gain', () => {
    expect(gap(make([5, 5], 2), tf.mul(make([5, 5]), 2))).toBe(0);
  });

  test('is the Q of the QR decomposition of TF.js whose R has a positive diagonal', () => {
    const normal = tf.randomNormal([9, 6], 0, 1, 'float32', 3) as tf.Tensor2D;
    const [q, r] = tf.linalg.qr(normal) as [tf.Tensor2D, tf.Tensor2D];
    const signs = tf.sign(tf.sum(tf.mul(r, tf.eye(6)), 1));
    expect(gap(make([9, 6]), tf.mul(q, signs))).toBeLessThan(1e-5);
  });
});
