/** Random calls of kernels that TF.js's own operations use: products, pooling, reductions, activations, moves. */
import * as tf from '@tensorflow/tfjs-core';
import type { Rng } from '../../../src/search/random/rng.ts';
import { type Case, type Draw, describe, int, kernel, onCpu, pick } from './nativeCases.ts';
import { drawConv } from './nativeConvCases.ts';

function drawMatMul(rng: Rng): Case {
  const [rows, inner, columns] = [int(rng, 1, 21), pick(rng, [1, 3, 17, 64, 300]), int(rng, 1, 27)];
  const [transposeA, transposeB] = [rng.float() < 0.5, rng.float() < 0.5];
  const [aBatch, bBatch] = pick(rng, [
    [1, 1],
    [3, 3],
    [1, 3],
    [3, 1],
  ] as const);
  const a = [aBatch, ...(transposeA ? [inner, rows] : [rows, inner])];
  const b = [bBatch, ...(transposeB ? [columns, inner] : [inner, columns])];
  return {
    what: describe('matMul', { a, b, transposeA, transposeB }),
    run: (make) => tf.matMul(make(a), make(b), transposeA, transposeB),
  };
}

function drawFusedMatMul(rng: Rng): Case {
  const [rows, inner, columns] = [int(rng, 1, 9), int(rng, 1, 40), int(rng, 1, 19)];
  const activation = pick(rng, ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const);
  return {
    what: describe('fused.matMul', { rows, inner, columns, activation }),
    run: (make) =>
      tf.fused.matMul({
        a: make([rows, inner]) as tf.Tensor2D,
        b: make([inner, columns]) as tf.Tensor2D,
        bias: make([columns]),
        activation,
        leakyreluAlpha: 0.2,
      }),
  };
}

function drawPool(rng: Rng, kind: 'MaxPool' | 'AvgPool'): Case {
  const { x, filter, strides, pad } = drawConv(rng, true, false);
  const attrs = { filterSize: filter.slice(0, 2), strides, pad: kind === 'AvgPool' ? 'valid' : pad };
  if (kind === 'AvgPool') {
    x[1] = Math.max(x[1] ?? 1, filter[0] ?? 1);
    x[2] = Math.max(x[2] ?? 1, filter[1] ?? 1);
  }
  return {
    what: describe(`${kind} gradient`, { x, ...attrs }),
    run: (make) => {
      const input = make(x);
      const output = kernel(kind, { x: input }, attrs);
      return kernel(`${kind}Grad`, { dy: make(output.shape), input, output }, attrs);
    },
  };
}

/**
 * With padding, where TF.js's own gradients are not those of its forward pass: mean pooling is linear, so its gradient
 * moves from one side of an inner product to the other.
 */
function drawPaddedAverage(rng: Rng): Case {
  const { x, filter, strides } = drawConv(rng, true, false);
  const attrs = { filterSize: filter.slice(0, 2), strides, pad: 'same' };
  return {
    what: describe('padded AvgPool gradient', { x, ...attrs }),
    run: (make) => {
      const input = make(x);
      const output = kernel('AvgPool', { x: input }, attrs);
      const dy = make(output.shape);
      if (onCpu()) return tf.sum(tf.mul(output, dy));
      return tf.sum(tf.mul(input, kernel('AvgPoolGrad', { dy, input }, attrs)));
    },
  };
}

function drawReduction(rng: Rng): Case {
  const shape = Array.from({ length: int(rng, 1, 4) }, () => int(rng, 1, 11));
  const axis = shape.map((_, i) => i).filter(() => rng.float() < 0.5);
  const name = pick(rng, ['sum', 'mean'] as const);
  const keepDims = rng.float() < 0.5;
  return {
    what: describe(name, { shape, axis, keepDims }),
    run: (make) => tf[name](make(shape), axis, keepDims),
  };
}

function drawActivation(rng: Rng): Case {
  const shape = [int(rng, 1, 7), int(rng, 1, 9)];
  const name = pick(rng, ['relu', 'relu6', 'elu', 'sigmoid', 'tanh', 'leakyRelu'] as const);
  return {
    what: describe(`gradient of ${name}`, { shape }),
    run: (make) => {
      const x = make(shape);
      const weights = make(shape);
      return tf.grad((v) => tf.sum(tf.mul(tf[name](v), weights)))(tf.mul(x, 8));
    },
  };
}

function drawMeanGradient(rng: Rng): Case {
  const shape = Array.from({ length: int(rng, 1, 4) }, () => int(rng, 1, 9));
  const first = int(rng, 0, shape.length - 1);
  const axes = shape.map((_, i) => i).slice(first, int(rng, first + 1, shape.length));
  return {
    what: describe('gradient of mean', { shape, axes }),
    run: (make) => {
      const x = make(shape);
      const weights = make(tf.mean(x, axes, true).shape);
      return tf.grad((v) => tf.sum(tf.mul(tf.mean(v, axes, true), weights)))(x);
    },
  };
}

/** Rows in any order and any number of times, along the first axis, where ours serves, and others. */
function drawGather(rng: Rng): Case {
  const shape = Array.from({ length: int(rng, 1, 4) }, () => int(rng, 1, 6));
  const axis = rng.float() < 0.7 ? 0 : int(rng, 0, shape.length - 1);
  const indices = Array.from({ length: int(rng, 1, 9) }, () => int(rng, 0, (shape[axis] ?? 1) - 1));
  return {
    what: describe('gather', { shape, axis, indices }),
    run: (make) => tf.gather(make(shape), tf.tensor1d(indices, 'int32'), axis),
  };
}

/** A clone shares its numbers, so neither may change or end with the other. */
function drawClone(rng: Rng): Case {
  const shape = Array.from({ length: int(rng, 0, 4) }, () => int(rng, 1, 6));
  return {
    what: describe('clone', { shape }),
    run: (make) => {
      const x = tf.mul(make(shape), 2);
      const clone = tf.clone(x);
      x.dispose();
      const twice = tf.variable(clone);
      twice.assign(make(shape));
      return [clone, tf.clone(twice)];
    },
  };
}

export const PLAIN_DRAWS: Readonly<Record<string, Draw>> = {
  'products of matrices': drawMatMul,
  'products with bias and activation': drawFusedMatMul,
  'gradients of max pooling': (rng) => drawPool(rng, 'MaxPool'),
  'gradients of average pooling': (rng) => drawPool(rng, 'AvgPool'),
  'gradients of padded average pooling': drawPaddedAverage,
  'sums and means': drawReduction,
  'gradients of activations and means': (rng) =>
    rng.float() < 0.7 ? drawActivation(rng) : drawMeanGradient(rng),
  'rows gathered': drawGather,
  clones: drawClone,
};
