/** What random shapes are too small, or too alike, to come upon. */
import * as tf from '@tensorflow/tfjs-core';
import { gatherExamples } from '../../../src/workers/trainer/fused/ops/examples.ts';
import { batchNorm } from '../../../src/workers/trainer/fused/ops/batchNorm.ts';
import { conv } from '../../../src/workers/trainer/fused/ops/conv.ts';
import { softmaxCrossEntropy } from '../../../src/workers/trainer/fused/ops/crossEntropy.ts';
import { dense } from '../../../src/workers/trainer/fused/ops/dense.ts';
import { sgd } from '../../../src/workers/trainer/fused/ops/optimizer.ts';
import { GRU, LSTM, type Recurrent, recurrent } from '../../../src/workers/trainer/fused/ops/recurrent.ts';
import { type Case, onCpu, withGradients } from './nativeCases.ts';

const SIGMOID_TANH = { activation: 'tanh', recurrentActivation: 'sigmoid' } as const;

/** A recurrent layer whose recurrent kernel is nothing is dense layers side by side; over so long a batch they are few. */
const longSequences = (kind: Recurrent): Case => ({
  what: `${kind} over more steps than are summed at once`,
  run: (make) => {
    const [batch, time, units] = [70, 60, 3];
    const gates = kind === GRU ? 3 : 4;
    const [x, w, b] = [make([batch, time, 2]), make([2, gates * units]), make([gates * units])];
    const step = (xt: tf.Tensor, state: tf.Tensor, cell: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => {
      const parts = tf.split(tf.add(tf.matMul(xt, w), b), gates, 1);
      const at = (i: number) => parts[i] as tf.Tensor;
      if (kind === GRU) {
        const z = tf.sigmoid(at(0));
        return [tf.add(tf.mul(z, state), tf.mul(tf.sub(1, z), tf.tanh(at(2)))), cell] as const;
      }
      const next = tf.add(tf.mul(tf.sigmoid(at(1)), cell), tf.mul(tf.sigmoid(at(0)), tf.tanh(at(2))));
      return [tf.mul(tf.sigmoid(at(3)), tf.tanh(next)), next] as const;
    };
    return withGradients(make, [x, w, b], (...args) => {
      const [x, w, b] = args as [tf.Tensor3D, tf.Tensor, tf.Tensor];
      const options = { ...SIGMOID_TANH, backwards: false, sequences: false };
      if (!onCpu()) return recurrent(kind, x, w, tf.zeros([units, gates * units]), b, options);
      let [h, c]: readonly [tf.Tensor, tf.Tensor] = [tf.zeros([batch, units]), tf.zeros([batch, units])];
      for (const xt of tf.unstack(x, 1)) [h, c] = step(xt, h, c, w, b);
      return h;
    });
  },
});

export const GPU_CASES: readonly Case[] = [
  {
    what: 'a dense layer over more rows than are summed at once',
    run: (make) =>
      withGradients(make, [make([9001, 3]), make([3, 17]), make([17])], (x, w, b) =>
        onCpu()
          ? tf.relu(tf.add(tf.matMul(x as tf.Tensor, w as tf.Tensor), b as tf.Tensor))
          : dense(x as tf.Tensor, w as tf.Tensor, b, 'relu'),
      ),
  },
  {
    what: 'a convolution over more positions than are summed at once',
    run: (make) =>
      withGradients(make, [make([3, 41, 37, 2]), make([3, 2, 2, 5])], (x, w) =>
        onCpu()
          ? tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
          : conv(x as tf.Tensor, w as tf.Tensor, undefined, {
              strides: [1, 1],
              dilations: [1, 1],
              pad: 'same',
              activation: 'linear',
            }),
      ),
  },
  {
    what: 'sums of more tensors than a shader takes',
    run: (make) =>
      [7, 8, 13, 14, 31].map((count) => tf.addN(Array.from({ length: count }, () => make([3, 5])))),
  },
  longSequences(GRU),
  longSequences(LSTM),
  {
    what: 'more numbers than one dimension of a dispatch has room for',
    run: (make) => tf.grad((x) => tf.relu(x as tf.Tensor))(make([65535 * 64 + 3])),
  },
  {
    what: 'more sums than one dimension of a dispatch has room for',
    run: (make) => tf.sum(make([65535 + 9, 2]), 1),
  },
  {
    what: 'a batch of examples with its labels',
    run: (make) => gatherExamples(make([7, 3, 2]), make([7, 5]), tf.tensor1d([6, 0, 0, 3], 'int32')),
  },
  {
    what: 'labels that were cast from integers',
    run: (make) => {
      const labels = tf.cast(tf.oneHot(tf.tensor1d([2, 0, 1], 'int32'), 3), 'float32') as tf.Tensor2D;
      const logits = make([3, 3]) as tf.Tensor2D;
      return onCpu()
        ? tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), labels), -1)))
        : softmaxCrossEntropy(labels, logits);
    },
  },
  {
    what: 'batch normalisation of a batch of one number a channel',
    run: (make) =>
      onCpu()
        ? tf.add(tf.zeros([1, 6]), make([6]))
        : batchNorm(
            tf.ones([1, 6]),
            tf.ones([6]),
            make([6]),
            tf.variable(tf.zeros([6])),
            tf.variable(tf.ones([6])),
            { epsilon: 1e-3, momentum: 0.9 },
          ),
  },
];

/** A weight that was read back, moved and read back again. @returns both, and what they should be */
export async function readTwice(): Promise<{ seen: number[][]; expected: number[][] }> {
  const weight = tf.variable(tf.tensor1d([1, 2]));
  const state = tf.variable(tf.zeros([2]), false);
  const clone = tf.clone(weight);
  const gradient = tf.tensor1d([1, -1]);
  const seen: number[][] = [[...(await weight.data())]];
  sgd(state, [{ weight, gradient, offset: 0 }], { learningRate: 0.5, weightDecay: 0, momentum: 0 });
  seen.push([...(await weight.data())], [...(await clone.data())]);
  tf.dispose([weight, state, clone, gradient]);
  return {
    seen,
    expected: [
      [1, 2],
      [0.5, 2.5],
      [1, 2],
    ],
  };
}
