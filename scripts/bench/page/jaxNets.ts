/**
 * The networks for jax-js, channels first as it wants them. Every function takes ownership of its arguments, as the
 * library's own do; `.ref` keeps one for another use.
 */
import { lax, nn, numpy as np } from '@jax-js/jax';
import type { NetName } from '../names.ts';

type Arrays = readonly np.Array[];

export interface JaxNet {
  /** Of one example, as it is given: [features], [length, 1] or [height, width, 1]. */
  readonly inputShape: readonly number[];
  /** Of the weights, in the order in which `logits` takes them. */
  readonly shapes: readonly (readonly number[])[];
  /** @param x [batch, ...inputShape] */
  logits(weights: Arrays, x: np.Array): np.Array;
}

/** Gives a list's members out one by one; the networks name no weight twice. */
function inOrder(weights: Arrays): () => np.Array {
  let at = 0;
  return () => {
    const weight = weights[at++];
    if (!weight) throw new Error('The network asks for more weights than it has.');
    return weight;
  };
}

const dense = (x: np.Array, w: np.Array, b: np.Array) => np.add(np.matmul(x, w), b);

/** Adds one bias per channel to [batch, channels, ...]. */
const addBias = (x: np.Array, b: np.Array) => {
  const shape = [1, b.shape[0] as number, ...x.shape.slice(2).map(() => 1)];
  return x.add(b.reshape(shape));
};

const conv = (x: np.Array, w: np.Array, stride = 1) =>
  lax.conv(
    x,
    w,
    x.shape.slice(2).map(() => stride),
    'SAME',
  );

/** Largest of each 2 by 2 window. */
function maxPool(x: np.Array): np.Array {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  return np.max(x.reshape([batch, channels, height / 2, 2, width / 2, 2]), [3, 5]);
}

/** By the batch's own statistics; running averages, which training does not use, are not kept. */
function batchNorm(x: np.Array, gamma: np.Array, beta: np.Array): np.Array {
  const channels = [1, gamma.shape[0] as number, 1, 1];
  const mean = np.mean(x.ref, [0, 2, 3], { keepdims: true });
  const centred = x.sub(mean);
  const variance = np.mean(np.square(centred.ref), [0, 2, 3], { keepdims: true });
  const scale = gamma.reshape(channels).div(np.sqrt(variance.add(1e-3)));
  return centred.mul(scale).add(beta.reshape(channels));
}

const flatten = (x: np.Array) => x.reshape([x.shape[0] as number, -1]);
const image = (x: np.Array) => x.reshape([x.shape[0] as number, 1, 28, 28]);
const averaged = (x: np.Array) => np.mean(x, [2, 3]);

const UNITS = 32;

/** One after another, the gates' weights side by side as update, reset and candidate; the reset acts before the product. */
function gru(sequence: np.Array, kernel: np.Array, recurrent: np.Array, bias: np.Array): np.Array {
  const [batch, length] = sequence.shape as [number, number];
  const inputs = np.split(sequence.reshape([batch, length]), length, 1);
  const [gates, candidate] = np.split(recurrent, [2 * UNITS], 1) as [np.Array, np.Array];
  let state = np.zeros([batch, UNITS]);
  for (const input of inputs) {
    const projected = dense(input, kernel.ref, bias.ref);
    const [ofGates, ofCandidate] = np.split(projected, [2 * UNITS], 1) as [np.Array, np.Array];
    const opened = nn.sigmoid(ofGates.add(np.matmul(state.ref, gates.ref)));
    const [update, reset] = np.split(opened, [UNITS], 1) as [np.Array, np.Array];
    const proposed = np.tanh(ofCandidate.add(np.matmul(reset.mul(state.ref), candidate.ref)));
    state = update.ref.mul(state).add(np.subtract(1, update).mul(proposed));
  }
  for (const used of [kernel, bias, gates, candidate]) used.dispose();
  return state;
}

const IMAGE = [28, 28, 1];
const SEQUENCE = [40, 1];

export const JAX_NETS: Readonly<Record<NetName, JaxNet>> = {
  mlp: {
    inputShape: [40],
    shapes: [[40, 100], [100], [100, 100], [100], [100, 10], [10]],
    logits(weights, x) {
      const w = inOrder(weights);
      for (let layer = 0; layer < 2; layer++) x = nn.relu(dense(x, w(), w()));
      return dense(x, w(), w());
    },
  },
  cnn1d: {
    inputShape: SEQUENCE,
    shapes: [[25, 1, 5], [25], [25, 25, 3], [25], [25, 25, 3], [25], [125, 10], [10]],
    logits(weights, x) {
      const w = inOrder(weights);
      x = x.reshape([x.shape[0] as number, 1, 40]);
      for (let layer = 0; layer < 3; layer++) x = nn.relu(addBias(conv(x, w(), 2), w()));
      return dense(flatten(x), w(), w());
    },
  },
  gru: {
    inputShape: SEQUENCE,
    shapes: [[1, 3 * UNITS], [UNITS, 3 * UNITS], [3 * UNITS], [UNITS, 10], [10]],
    logits(weights, x) {
      const w = inOrder(weights);
      return dense(gru(x, w(), w(), w()), w(), w());
    },
  },
  cnn2d: {
    inputShape: IMAGE,
    shapes: [[8, 1, 3, 3], [8], [16, 8, 3, 3], [16], [784, 10], [10]],
    logits(weights, x) {
      const w = inOrder(weights);
      x = image(x);
      for (let layer = 0; layer < 2; layer++) x = maxPool(nn.relu(addBias(conv(x, w()), w())));
      return dense(flatten(x), w(), w());
    },
  },
  separable: {
    inputShape: IMAGE,
    shapes: [
      [16, 1, 3, 3],
      [16],
      [16],
      [16, 1, 3, 3],
      [32, 16, 1, 1],
      [32],
      [32],
      [32, 1, 3, 3],
      [32, 32, 1, 1],
      [32],
      [32],
      [32, 10],
      [10],
    ],
    logits(weights, x) {
      const w = inOrder(weights);
      const normed = (y: np.Array) => nn.relu(batchNorm(y, w(), w()));
      const separable = (y: np.Array) => {
        const each = lax.convGeneralDilated(y, w(), [1, 1], 'SAME', {
          featureGroupCount: y.shape[1] as number,
        });
        return conv(each, w());
      };
      x = normed(conv(image(x), w(), 2));
      x = maxPool(normed(separable(x)));
      x = normed(separable(x));
      return dense(averaged(x), w(), w());
    },
  },
  residual: {
    inputShape: IMAGE,
    shapes: [
      [16, 1, 3, 3],
      [16],
      ...Array.from({ length: 4 }, () => [[16, 16, 3, 3], [16]]).flat(),
      [16, 10],
      [10],
    ],
    logits(weights, x) {
      const w = inOrder(weights);
      x = nn.relu(addBias(conv(image(x), w(), 2), w()));
      for (let block = 0; block < 2; block++) {
        const inner = nn.relu(addBias(conv(x.ref, w()), w()));
        x = nn.relu(x.add(addBias(conv(inner, w()), w())));
      }
      return dense(averaged(x), w(), w());
    },
  },
};
