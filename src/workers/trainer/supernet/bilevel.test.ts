import '@tensorflow/tfjs-backend-cpu';
// Registers the gradients of TF.js's operations.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { architectureGradient } from './bilevel.ts';

beforeAll(tf.ready);

/**
 * A network so small that its losses can be written down in doubles: one edge that mixes w1·x, tanh(w2·x) and nothing by a
 * softmax, and squared errors.
 */
const TRAIN = [
  [0.5, 1.2],
  [-1.5, 0.3],
  [2, -0.4],
] as const;
const VALIDATION = [
  [1, 0.9],
  [-0.7, -1.1],
] as const;
const WEIGHTS = [0.8, -1.3];
const ALPHAS = [0.4, -0.2, 0.1];
const VELOCITIES = [0.3, -0.1];
const STEP = { learningRate: 0.1, momentum: 0.9, weightDecay: 0.05 };

type Data = readonly (readonly [x: number, y: number])[];

function loss(data: Data, [w1 = NaN, w2 = NaN]: readonly number[], alphas: readonly number[]): number {
  const exponentials = alphas.map(Math.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const [linear = NaN, curved = NaN] = exponentials.map((value) => value / total);
  const errors = data.map(([x, y]) => (linear * w1 * x + curved * Math.tanh(w2 * x) - y) ** 2);
  return errors.reduce((sum, error) => sum + error, 0) / data.length;
}

/** By central differences in doubles. */
const differences = (of: (at: readonly number[]) => number, at: readonly number[], step = 1e-6) =>
  at.map((value, i) => (of(at.with(i, value + step)) - of(at.with(i, value - step))) / (2 * step));

/** What second order differentiates: the validation loss after the step that the weights would take with these alphas. */
function lossAhead(alphas: readonly number[]): number {
  const gradient = differences((weights) => loss(TRAIN, weights, alphas), WEIGHTS);
  const { learningRate, momentum, weightDecay } = STEP;
  const ahead = WEIGHTS.map(
    (w, i) => w - learningRate * (momentum * (VELOCITIES[i] ?? NaN) + (gradient[i] ?? NaN) + weightDecay * w),
  );
  return loss(VALIDATION, ahead, alphas);
}

async function found(order: 'first' | 'second') {
  const weights = WEIGHTS.map((w) => tf.variable(tf.scalar(w)));
  const alphas = tf.variable(tf.tensor1d(ALPHAS));
  const lossOf = (data: Data) => () => {
    const x = tf.tensor1d(data.map(([value]) => value));
    const y = tf.tensor1d(data.map(([, value]) => value));
    const [linear, curved] = tf.split(tf.softmax(alphas), 3) as [tf.Tensor, tf.Tensor];
    const [w1, w2] = weights as [tf.Variable, tf.Variable];
    const output = tf.add(tf.mul(linear, tf.mul(w1, x)), tf.mul(curved, tf.tanh(tf.mul(w2, x))));
    return tf.mean(tf.square(tf.sub(output, y))) as tf.Scalar;
  };
  const { gradient, valLoss } = architectureGradient(
    { weights, alphas, trainLoss: lossOf(TRAIN), valLoss: lossOf(VALIDATION) },
    order,
    { ...STEP, velocities: () => VELOCITIES.map((value) => tf.scalar(value)) },
  );
  const after = weights.map((weight) => weight.dataSync()[0]);
  return { gradient: [...(await gradient.data())], valLoss: (await valLoss.data())[0], after };
}

function expectNear(values: readonly number[], wanted: readonly number[], tolerance: number) {
  values.forEach((value, i) => {
    expect(Math.abs(wanted[i] ?? NaN)).toBeGreaterThan(0.01);
    expect(Math.abs(value / (wanted[i] ?? NaN) - 1)).toBeLessThan(tolerance);
  });
}

describe('the gradient by the architecture', () => {
  it('is of first order that of the validation loss with the weights as they are', async () => {
    const { gradient, valLoss } = await found('first');
    expectNear(
      gradient,
      differences((alphas) => loss(VALIDATION, WEIGHTS, alphas), ALPHAS),
      1e-4,
    );
    expect(valLoss).toBeCloseTo(loss(VALIDATION, WEIGHTS, ALPHAS), 5);
  });

  it('is of second order that of the validation loss one step of the weights ahead', async () => {
    const { gradient, valLoss } = await found('second');
    const wanted = differences(lossAhead, ALPHAS, 1e-4);
    expectNear(gradient, wanted, 5e-3);
    expect(valLoss).toBeCloseTo(lossAhead(ALPHAS), 5);
    // The term that first order leaves out is no trifle here.
    const { gradient: first } = await found('first');
    expect(Math.abs((first[0] ?? NaN) / (wanted[0] ?? NaN) - 1)).toBeGreaterThan(0.05);
  });

  it('leaves the weights where they were', async () => {
    const { after } = await found('second');
    after.forEach((value, i) => expect(value).toBeCloseTo(WEIGHTS[i] ?? NaN, 6));
  });
});
