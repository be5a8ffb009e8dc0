/** Gradient kernels of one backend against another's, or against the forward pass that they belong to. */
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients.
import '@tensorflow/tfjs-layers';
import type { BackendName } from '../../../src/search/domain.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';

interface Case {
  readonly what: string;
  readonly forward: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor;
  readonly x: readonly number[];
  readonly filter: readonly number[];
}

type Shape4 = [number, number, number, number];

const pad = (rng: Rng) => rng.pick(['same', 'valid'] as const);
const pair = (rng: Rng, most: number): [number, number] => [1 + rng.int(most), 1 + rng.int(most)];

const image = (rng: Rng): Shape4 => [1 + rng.int(4), 5 + rng.int(6), 5 + rng.int(6), 1 + rng.int(5)];

/** A random case of each kind of layer whose gradient is ours on some backend. */
const CASES: Readonly<Record<string, (rng: Rng) => Case>> = {
  conv2d: (rng) => {
    const [x, strides, padding] = [image(rng), pair(rng, 3), pad(rng)];
    const filter = [...pair(rng, 4), x[3], 1 + rng.int(6)];
    return {
      what: text(x, filter, strides, padding),
      x,
      filter,
      forward: (x, w) => tf.conv2d(x, w, strides, padding),
    };
  },
  'depthwise conv2d': (rng) => {
    const [x, stride, padding] = [image(rng), 1 + rng.int(3), pad(rng)];
    const filter = [...pair(rng, 4), x[3], 1 + rng.int(3)];
    return {
      what: text(x, filter, stride, padding),
      x,
      filter,
      forward: (x, w) => tf.depthwiseConv2d(x, w, stride, padding),
    };
  },
  'max pooling': (rng) => {
    const [x, size, strides, padding] = [image(rng), pair(rng, 4), pair(rng, 3), pad(rng)];
    return {
      what: text(x, size, strides, padding),
      x,
      filter: [1],
      forward: (x) => tf.maxPool(x, size, strides, padding),
    };
  },
  'average pooling': (rng) => {
    const [x, size, strides, padding] = [image(rng), pair(rng, 4), pair(rng, 3), pad(rng)];
    return {
      what: text(x, size, strides, padding),
      x,
      filter: [1],
      forward: (x) => tf.avgPool(x, size, strides, padding),
    };
  },
  'resize nearest': (rng) => {
    const x = image(rng);
    const size = pair(rng, 24);
    const corners = rng.chance(0.5);
    return {
      what: text(x, size, corners),
      x,
      filter: [1],
      forward: (x) => tf.image.resizeNearestNeighbor(x, size, corners),
    };
  },
};

export const caseNames = Object.keys(CASES);

const text = (...parts: unknown[]) => JSON.stringify(parts);

function random(shape: readonly number[], rng: Rng): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => rng.float() * 2 - 1),
    [...shape],
  );
}

function gradients({ forward, x, filter }: Case, seed: number): tf.Tensor[] {
  const rng = new Rng(seed);
  const inputs = [random(x, rng), random(filter, rng)];
  const y = forward(inputs[0] as tf.Tensor4D, inputs[1] as tf.Tensor4D);
  const dy = random(y.shape, rng);
  const call = (x: tf.Tensor, w: tf.Tensor) => forward(x as tf.Tensor4D, w as tf.Tensor4D);
  return filter.length === 1
    ? [tf.grad((x) => call(x, inputs[1] as tf.Tensor))(inputs[0] as tf.Tensor, dy)]
    : tf.grads(call)(inputs, dy);
}

export interface Worst {
  readonly gap: number;
  readonly what: string;
}

/** The largest difference between the gradients of wasm and cpu over random cases. */
export async function compare(name: string, trials: number): Promise<Worst> {
  let worst: Worst = { gap: 0, what: '' };
  for (let seed = 1; seed <= trials; seed++) {
    const drawn = draw(name, seed);
    const [expected, actual] = [await read('cpu', drawn, seed), await read('wasm', drawn, seed)];
    worst = worse(worst, drawn, largestGap(expected, actual));
  }
  return worst;
}

/**
 * The largest failure of a linear layer's gradient G to be the transpose of the layer L: <L x, dy> = <x, G dy>.
 * Needs no second backend to be right.
 */
export async function transposes(name: string, backend: BackendName, trials: number): Promise<Worst> {
  await startBackend(backend);
  let worst: Worst = { gap: 0, what: '' };
  for (let seed = 1; seed <= trials; seed++) {
    const drawn = draw(name, seed);
    const sides = tf.tidy(() => {
      const rng = new Rng(seed);
      const [x, w] = [random(drawn.x, rng), random(drawn.filter, rng)];
      const y = drawn.forward(x as tf.Tensor4D, w as tf.Tensor4D);
      const dy = random(y.shape, rng);
      const g = tf.grad((x) => drawn.forward(x as tf.Tensor4D, w as tf.Tensor4D))(x, dy);
      return tf.stack([tf.sum(tf.mul(y, dy)), tf.sum(tf.mul(x, g))]);
    });
    const [left = NaN, right = NaN] = await sides.data();
    sides.dispose();
    worst = worse(worst, drawn, Math.abs(left - right));
  }
  return worst;
}

function draw(name: string, seed: number): Case {
  const make = CASES[name];
  if (!make) throw new Error(`no case named ${name}`);
  return make(new Rng(seed));
}

async function read(backend: BackendName, drawn: Case, seed: number): Promise<number[]> {
  await startBackend(backend);
  const grads = tf.tidy(() =>
    tf.concat(gradients(drawn, seed).map((gradient) => tf.reshape(gradient, [-1]))),
  );
  const values = [...(await grads.data())];
  grads.dispose();
  return values;
}

function largestGap(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((gap, value, i) => {
    const next = Math.abs(value - (b[i] ?? NaN));
    return next <= gap ? gap : Number.isNaN(next) ? Infinity : next;
  }, 0);
}

const worse = (worst: Worst, drawn: Case, gap: number): Worst =>
  gap <= worst.gap ? worst : { gap: Number.isNaN(gap) ? Infinity : gap, what: drawn.what };
