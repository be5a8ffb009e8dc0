/** Random calls of fused layers, losses and optimisers, against the same composed of TF.js's operations. */
import * as tf from '@tensorflow/tfjs-core';
import { batchNorm } from '../../../src/workers/trainer/fused/ops/batchNorm.ts';
import { softmaxCrossEntropy } from '../../../src/workers/trainer/fused/ops/crossEntropy.ts';
import { dense } from '../../../src/workers/trainer/fused/ops/dense.ts';
import { adamW, sgd } from '../../../src/workers/trainer/fused/ops/optimizer.ts';
import { GRU, LSTM, recurrent } from '../../../src/workers/trainer/fused/ops/recurrent.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import {
  ACTIVATIONS,
  type Case,
  type Draw,
  activations,
  describe,
  int,
  onCpu,
  pick,
  withGradients,
} from './nativeCases.ts';

function drawDense(rng: Rng): Case {
  const lead = Array.from({ length: int(rng, 1, 2) }, () => int(rng, 1, 9));
  const [inner, units] = [int(rng, 1, 33), int(rng, 1, 27)];
  const activation = pick(rng, activations);
  return {
    what: describe('dense', { lead, inner, units, activation }),
    run: (make) =>
      withGradients(make, [make([...lead, inner]), make([inner, units]), make([units])], (x, w, b) =>
        onCpu()
          ? tf.reshape(
              ACTIVATIONS[activation](
                tf.add(tf.matMul(tf.reshape(x as tf.Tensor, [-1, inner]), w as tf.Tensor), b as tf.Tensor),
              ),
              [...lead, units],
            )
          : dense(x as tf.Tensor, w as tf.Tensor, b, activation, 0.1),
      ),
  };
}

function drawCrossEntropy(rng: Rng): Case {
  const [rows, classes] = [int(rng, 1, 9), int(rng, 1, 13)];
  return {
    what: describe('cross-entropy', { rows, classes }),
    run: (make) => {
      const labels = tf.softmax(make([rows, classes])) as tf.Tensor2D;
      return withGradients(make, [tf.mul(make([rows, classes]), 20)], (logits) =>
        onCpu()
          ? tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits as tf.Tensor), labels), -1)))
          : softmaxCrossEntropy(labels, logits as tf.Tensor2D),
      );
    },
  };
}

function drawBatchNorm(rng: Rng): Case {
  const shape = [
    int(rng, 2, 9),
    ...Array.from({ length: int(rng, 0, 2) }, () => int(rng, 1, 7)),
    int(rng, 1, 35),
  ];
  const channels = [shape.at(-1) as number];
  const axes = shape.slice(1).map((_, i) => i);
  return {
    what: describe('batch normalisation', { shape }),
    run: (make) => {
      const [mean, variance] = [
        tf.variable(make(channels), false),
        tf.variable(tf.abs(make(channels)), false),
      ];
      const results = withGradients(make, [make(shape), make(channels), make(channels)], (x, gamma, beta) => {
        if (!onCpu()) {
          const moving = [tf.variable(mean, false), tf.variable(variance, false)] as const;
          return batchNorm(x as tf.Tensor, gamma as tf.Tensor, beta as tf.Tensor, ...moving, {
            epsilon: 1e-3,
            momentum: 0.9,
          });
        }
        const of = tf.moments(x as tf.Tensor, axes);
        return tf.batchNorm(
          x as tf.Tensor,
          of.mean,
          of.variance,
          beta as tf.Tensor1D,
          gamma as tf.Tensor1D,
          1e-3,
        );
      });
      const x = make(shape);
      const of = tf.moments(x, axes);
      const moved = (old: tf.Tensor, now: tf.Tensor) => tf.add(tf.mul(old, 0.9), tf.mul(now, 0.1));
      // Taken before, since clones of what changes in place must not change.
      const clones = [tf.clone(mean), tf.clone(variance)];
      const expected = [moved(mean, of.mean), moved(variance, of.variance)];
      if (!onCpu()) {
        batchNorm(x, make(channels), make(channels), mean, variance, { epsilon: 1e-3, momentum: 0.9 });
        return [...results, tf.clone(mean), tf.clone(variance), ...clones];
      }
      return [...results, ...expected, ...clones];
    },
  };
}

function drawRecurrent(rng: Rng): Case {
  const kind = pick(rng, [GRU, LSTM] as const);
  const [batch, time, size, units] = [int(rng, 1, 4), int(rng, 1, 5), int(rng, 1, 6), int(rng, 1, 9)];
  const options = {
    activation: pick(rng, ['tanh', 'relu'] as const),
    recurrentActivation: pick(rng, ['hardSigmoid', 'sigmoid'] as const),
    backwards: rng.float() < 0.5,
    sequences: rng.float() < 0.5,
  };
  const gates = kind === GRU ? 3 : 4;
  const step = (x: tf.Tensor, h: tf.Tensor, c: tf.Tensor, w: tf.Tensor, u: tf.Tensor, b: tf.Tensor) => {
    const [act, gate] = [ACTIVATIONS[options.activation], ACTIVATIONS[options.recurrentActivation]];
    const fromX = tf.split(tf.add(tf.matMul(x, w), b), gates, 1) as tf.Tensor[];
    const uParts = tf.split(u, gates, 1) as tf.Tensor[];
    const at = (i: number, state: tf.Tensor) =>
      tf.add(fromX[i] as tf.Tensor, tf.matMul(state, uParts[i] as tf.Tensor));
    if (kind === GRU) {
      const [z, r] = [gate(at(0, h)), gate(at(1, h))];
      const candidate = act(at(2, tf.mul(r, h)));
      return [tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), candidate)), c] as const;
    }
    const cell = tf.add(tf.mul(gate(at(1, h)), c), tf.mul(gate(at(0, h)), act(at(2, h))));
    return [tf.mul(gate(at(3, h)), act(cell)), cell] as const;
  };
  return {
    what: describe(kind, { batch, time, size, units, ...options }),
    run: (make) =>
      withGradients(
        make,
        [
          make([batch, time, size]),
          make([size, gates * units]),
          make([units, gates * units]),
          make([gates * units]),
        ],
        (...args) => {
          const [x, w, u, b] = args as [tf.Tensor3D, tf.Tensor, tf.Tensor, tf.Tensor];
          if (!onCpu()) return recurrent(kind, x, w, u, b, options);
          let [h, c]: readonly [tf.Tensor, tf.Tensor] = [tf.zeros([batch, units]), tf.zeros([batch, units])];
          const states: tf.Tensor[] = [];
          for (let s = 0; s < time; s++) {
            const t = options.backwards ? time - 1 - s : s;
            [h, c] = step(tf.reshape(tf.slice(x, [0, t, 0], [batch, 1, size]), [batch, size]), h, c, w, u, b);
            states[t] = h;
          }
          return options.sequences ? tf.stack(states, 1) : h;
        },
      ),
  };
}

function drawOptimizer(rng: Rng): Case {
  const shapes = Array.from({ length: int(rng, 1, 4) }, () => [int(rng, 1, 6), int(rng, 1, 6)]);
  const adam = rng.float() < 0.5;
  const [rate, decay] = [0.05, 0.02];
  return {
    what: describe(adam ? 'AdamW' : 'SGD', { shapes }),
    run: (make) => {
      const weights = shapes.map((shape) => tf.variable(make(shape)));
      const clones = weights.map((weight) => tf.clone(weight));
      const first = shapes.map((shape) => tf.variable(tf.zeros(shape), false));
      const second = shapes.map((shape) => tf.variable(tf.zeros(shape), false));
      const sizes = shapes.map((shape) => tf.util.sizeFromShape(shape));
      const offsets = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
      const slots = adam ? 2 : 1;
      const state = tf.variable(tf.zeros([slots * sizes.reduce((sum, size) => sum + size, 0)]), false);
      for (let step = 1; step <= 3; step++) {
        const gradients = shapes.map((shape) => make(shape));
        if (!onCpu()) {
          const moved = weights.map((weight, i) => ({
            weight,
            gradient: gradients[i] as tf.Tensor,
            offset: offsets[i] as number,
          }));
          const options = { learningRate: rate, weightDecay: decay };
          if (adam) adamW(state, moved, { ...options, beta1: 0.9, beta2: 0.99, epsilon: 1e-7, step });
          else sgd(state, moved, { ...options, momentum: 0.8 });
          continue;
        }
        weights.forEach((weight, i) => {
          const [g, m, v] = [gradients[i], first[i], second[i]] as [tf.Tensor, tf.Variable, tf.Variable];
          m.assign(adam ? tf.add(tf.mul(m, 0.9), tf.mul(g, 0.1)) : tf.add(tf.mul(m, 0.8), g));
          v.assign(tf.add(tf.mul(v, 0.99), tf.mul(tf.square(g), 0.01)));
          const root = tf.add(tf.sqrt(tf.div(v, 1 - 0.99 ** step)), 1e-7);
          const direction = adam ? tf.div(tf.div(m, 1 - 0.9 ** step), root) : m;
          weight.assign(tf.sub(tf.mul(weight, 1 - rate * decay), tf.mul(direction, rate)));
        });
      }
      return [...weights.map((weight) => tf.clone(weight)), ...clones];
    },
  };
}

export const LAYER_DRAWS: Readonly<Record<string, Draw>> = {
  'dense layers': drawDense,
  'losses of softmax and cross-entropy': drawCrossEntropy,
  'batch normalisations': drawBatchNorm,
  'recurrent layers': drawRecurrent,
  'steps of optimisers': drawOptimizer,
};
