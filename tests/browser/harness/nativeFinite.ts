/** Gradients of fused layers against finite differences of their forward pass. */
import * as tf from '@tensorflow/tfjs-core';
import { batchNorm } from '../../../src/workers/trainer/fused/ops/batchNorm.ts';
import { conv, depthwiseConv } from '../../../src/workers/trainer/fused/ops/conv.ts';
import { softmaxCrossEntropy } from '../../../src/workers/trainer/fused/ops/crossEntropy.ts';
import { dense } from '../../../src/workers/trainer/fused/ops/dense.ts';
import { GRU, LSTM, type Recurrent, recurrent } from '../../../src/workers/trainer/fused/ops/recurrent.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { describe, int, pick } from './nativeCases.ts';

interface Layer {
  readonly what: string;
  readonly inputs: readonly number[][];
  readonly forward: (...inputs: tf.Tensor[]) => tf.Tensor;
  /**
   * Whether the layer has kinks in its first input: its numbers are then kept apart from each other and from the
   * kinks by more than a step.
   */
  readonly kinks?: boolean;
}

/** Without kinks, at which no difference tells a gradient. */
const SMOOTH = ['linear', 'sigmoid', 'tanh'] as const;
const KINKED = ['relu', 'relu6', 'elu', 'leakyrelu', 'hardSigmoid', 'selu', 'softsign'] as const;

function image(rng: Rng, most: number): number[] {
  return [pick(rng, [1, 2, 5]), int(rng, 3, 8), int(rng, 3, 8), int(rng, 1, most)];
}

function drawConv(rng: Rng, depthwise: boolean): Layer {
  const x = image(rng, 9);
  const channels = x[3] as number;
  const filter = [int(rng, 1, 3), int(rng, 1, 3), channels, depthwise ? int(rng, 1, 2) : int(rng, 1, 18)];
  const options = {
    strides: [int(rng, 1, 4), int(rng, 1, 4)],
    dilations: [int(rng, 1, 3), int(rng, 1, 3)],
    pad: 'same' as const,
    activation: pick(rng, SMOOTH),
  };
  const filters = depthwise ? channels * (filter[3] as number) : (filter[3] as number);
  const layer = depthwise ? depthwiseConv : conv;
  return {
    what: describe('conv', { depthwise, x, filter, ...options }),
    inputs: [x, filter, [filters]],
    forward: (x, filter, bias) => layer(x as tf.Tensor, filter as tf.Tensor, bias, options),
  };
}

function drawRecurrent(rng: Rng, kind: Recurrent): Layer {
  const [batch, time, size, units] = [int(rng, 1, 5), int(rng, 1, 6), int(rng, 1, 6), int(rng, 1, 9)];
  const gates = kind === GRU ? 3 : 4;
  const options = {
    activation: 'tanh' as const,
    recurrentActivation: 'sigmoid' as const,
    backwards: rng.float() < 0.5,
    sequences: rng.float() < 0.5,
  };
  return {
    what: describe(kind, { batch, time, size, units, ...options }),
    inputs: [[batch, time, size], [size, gates * units], [units, gates * units], [gates * units]],
    forward: (...inputs) => {
      const [x, kernel, inner, bias] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      return recurrent(kind, x, kernel, inner, bias, options);
    },
  };
}

function drawPool(rng: Rng, kind: 'maxPool' | 'avgPool'): Layer {
  const x = image(rng, 6);
  const size: [number, number] = [int(rng, 1, 3), int(rng, 1, 3)];
  const strides: [number, number] = [int(rng, 1, 4), int(rng, 1, 4)];
  const pad = pick(rng, ['same', 'valid'] as const);
  return {
    what: describe(kind, { x, size, strides, pad }),
    inputs: [x],
    kinks: kind === 'maxPool',
    forward: (x) => tf[kind](x as tf.Tensor4D, size, strides, pad),
  };
}

const LAYERS: Readonly<Record<string, (rng: Rng) => Layer>> = {
  'dense layers': (rng) => {
    const [rows, inner, units] = [int(rng, 1, 9), int(rng, 1, 33), int(rng, 1, 19)];
    const activation = pick(rng, SMOOTH);
    return {
      what: describe('dense', { rows, inner, units, activation }),
      inputs: [[rows, inner], [inner, units], [units]],
      forward: (x, w, b) => dense(x as tf.Tensor, w as tf.Tensor, b, activation),
    };
  },
  'activations with kinks': (rng) => {
    const [rows, units] = [int(rng, 1, 9), int(rng, 1, 19)];
    const activation = pick(rng, KINKED);
    const unit = Array.from({ length: units ** 2 }, (_, i) => Number(i % (units + 1) === 0));
    return {
      what: describe('activation', { rows, units, activation }),
      inputs: [[rows, units]],
      kinks: true,
      // A dense layer whose products are its input itself.
      forward: (x) => dense(x as tf.Tensor, tf.tensor2d(unit, [units, units]), undefined, activation, 0.1),
    };
  },
  'convolutional layers': (rng) => drawConv(rng, false),
  'depthwise layers': (rng) => drawConv(rng, true),
  'convolutional layers taken by tiles': (rng) => {
    const x = [int(rng, 1, 3), int(rng, 4, 9), int(rng, 4, 9), int(rng, 8, 17)];
    const filter = [3, 3, x[3] as number, int(rng, 16, 20)];
    const options = {
      strides: [1, 1],
      dilations: [1, 1],
      pad: 'same' as const,
      activation: pick(rng, SMOOTH),
    };
    return {
      what: describe('tiles', { x, filter, ...options }),
      inputs: [x, filter, [filter[3] as number]],
      forward: (x, filter, bias) => conv(x as tf.Tensor, filter as tf.Tensor, bias, options),
    };
  },
  'convolutional layers over sequences': (rng) => {
    const x = [int(rng, 1, 5), int(rng, 3, 20), int(rng, 1, 6)];
    const filter = [int(rng, 1, 4), x[2] as number, int(rng, 1, 12)];
    const options = {
      strides: [int(rng, 1, 4)],
      dilations: [int(rng, 1, 3)],
      pad: 'same' as const,
      activation: pick(rng, SMOOTH),
    };
    return {
      what: describe('conv1d', { x, filter, ...options }),
      inputs: [x, filter],
      forward: (x, filter) => conv(x as tf.Tensor, filter as tf.Tensor, undefined, options),
    };
  },
  'separable layers': (rng) => {
    const x = image(rng, 9);
    const channels = x[3] as number;
    const [multiplier, filters] = [int(rng, 1, 2), int(rng, 1, 18)];
    const across = { strides: [int(rng, 1, 2), int(rng, 1, 2)], dilations: [1, 1], pad: 'same' as const };
    const within = { strides: [1, 1], dilations: [1, 1], pad: 'valid' as const };
    const activation = pick(rng, SMOOTH);
    return {
      what: describe('separable', { x, multiplier, filters, ...across, activation }),
      inputs: [x, [3, 3, channels, multiplier], [1, 1, channels * multiplier, filters], [filters]],
      forward: (x, depth, point, bias) =>
        conv(
          depthwiseConv(x as tf.Tensor, depth as tf.Tensor, undefined, { ...across, activation: 'linear' }),
          point as tf.Tensor,
          bias,
          { ...within, activation },
        ),
    };
  },
  'batch normalisations': (rng) => {
    const shape = [
      int(rng, 3, 9),
      ...Array.from({ length: int(rng, 0, 2) }, () => int(rng, 2, 5)),
      int(rng, 1, 20),
    ];
    const channels = [shape.at(-1) as number];
    return {
      what: describe('batch normalisation', { shape }),
      inputs: [shape, channels, channels],
      forward: (x, gamma, beta) => {
        const averages = [
          tf.variable(tf.zeros(channels), false),
          tf.variable(tf.ones(channels), false),
        ] as const;
        const options = { epsilon: 1e-2, momentum: 0.9 };
        return batchNorm(x as tf.Tensor, gamma as tf.Tensor, beta as tf.Tensor, ...averages, options);
      },
    };
  },
  GRU: (rng) => drawRecurrent(rng, GRU),
  LSTM: (rng) => drawRecurrent(rng, LSTM),
  'losses of softmax and cross-entropy': (rng) => {
    const [rows, classes] = [int(rng, 1, 9), int(rng, 2, 13)];
    const labels = Array.from({ length: rows }, () => int(rng, 0, classes - 1));
    return {
      what: describe('cross-entropy', { rows, classes }),
      inputs: [[rows, classes]],
      forward: (logits) =>
        softmaxCrossEntropy(tf.oneHot(labels, classes).cast('float32') as tf.Tensor2D, logits as tf.Tensor2D),
    };
  },
  'max pooling': (rng) => drawPool(rng, 'maxPool'),
  'average pooling': (rng) => drawPool(rng, 'avgPool'),
};

/** Of a step along a random direction; f32 loses too many digits below, and curvature shows above. */
const STEP = 2e-3;

/** Numbers in [-1, 1]; with kinks an even ladder over about [-8, 8] in random order, whose rungs keep off whole numbers. */
function numbers(rng: Rng, size: number, kinks: boolean): Float32Array {
  if (!kinks) return Float32Array.from({ length: size }, () => rng.float() * 2 - 1);
  const ladder = Float32Array.from(
    { length: size },
    (_, i) => (i - size / 2) * Math.max(0.03, 16 / size) + 0.013,
  );
  for (let i = size - 1; i > 0; i--) {
    const j = int(rng, 0, i);
    [ladder[i], ladder[j]] = [ladder[j] as number, ladder[i] as number];
  }
  return ladder;
}

/** The loss: the sum of the result times fixed weights, in double precision. */
function lossOf(
  forward: Layer['forward'],
  shapes: Layer['inputs'],
  values: readonly Float32Array[],
  weights: Float32Array,
) {
  const y = tf.tidy(() =>
    forward(...values.map((value, i) => tf.tensor(value, shapes[i]))).dataSync<'float32'>(),
  );
  tf.disposeVariables();
  return y.reduce((sum, number, i) => sum + number * (weights[i] as number), 0);
}

function worstOf({ inputs: shapes, forward, kinks = false }: Layer, rng: Rng): number {
  const values = shapes.map((shape, i) => numbers(rng, tf.util.sizeFromShape(shape), kinks && i === 0));
  const size = tf.tidy(() => forward(...values.map((value, i) => tf.tensor(value, shapes[i]))).size);
  const weights = numbers(rng, size, false);
  const gradients = tf.tidy(() => {
    const f = (...inputs: tf.Tensor[]) => {
      const y = forward(...inputs);
      return tf.sum(tf.mul(y, tf.tensor(weights, y.shape)));
    };
    return tf
      .grads(f)(values.map((value, i) => tf.tensor(value, shapes[i])))
      .map((gradient) => gradient.dataSync<'float32'>());
  });
  tf.disposeVariables();
  let worst = 0;
  gradients.forEach((gradient, at) => {
    const direction = numbers(rng, gradient.length, false);
    const moved = (step: number) =>
      values.map((value, i) => (i === at ? value.map((x, j) => x + step * (direction[j] as number)) : value));
    const [after, before] = [moved(STEP), moved(-STEP)];
    // What 32 bits made of the step.
    const taken = (after[at] as Float32Array).map((x, j) => x - ((before[at] as Float32Array)[j] as number));
    const difference = lossOf(forward, shapes, after, weights) - lossOf(forward, shapes, before, weights);
    let [expected, square] = [0, 0];
    gradient.forEach((slope, j) => {
      expected += slope * (taken[j] as number);
      square += (slope * (taken[j] as number)) ** 2;
    });
    // Relative to what the terms make together when their signs are left to chance.
    const found = Math.abs(difference - expected) / Math.max(Math.sqrt(square), STEP);
    worst = found <= worst ? worst : found;
  });
  return worst;
}

/** The greatest departure of a gradient from a difference over so many random layers of a kind. */
export function compareWithDifferences(name: string, count: number): { what: string; gap: number } {
  const draw = LAYERS[name];
  if (!draw) throw new Error(`no layer named ${name}`);
  let worst = { what: '', gap: -1 };
  for (let i = 0; i < count; i++) {
    const rng = new Rng(i + 1).fork(name);
    const layer = draw(rng);
    const gap = worstOf(layer, rng);
    if (!(gap <= worst.gap)) worst = { what: layer.what, gap };
  }
  return worst;
}
