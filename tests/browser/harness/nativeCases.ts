/** Cases for kernels: what is run on two backends, and how a random one is drawn. */
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../../src/workers/trainer/fused/activation.ts';
import { Rng } from '../../../src/search/random/rng.ts';

export type Make = (shape: number[]) => tf.Tensor;
export interface Case {
  readonly what: string;
  readonly run: (make: Make) => tf.Tensor | tf.Tensor[];
}
export type Draw = (rng: Rng) => Case;

export const int = (rng: Rng, low: number, high: number) => low + Math.floor(rng.float() * (high - low + 1));
export const pick = <T>(rng: Rng, values: readonly T[]): T => values[int(rng, 0, values.length - 1)] as T;

/** Runs one case on the cpu backend and another. @returns the greatest difference, relative to the greatest number or 1 */
export async function gap(other: string, { run }: Case, seed: number): Promise<number> {
  const results: Float32Array[][] = [];
  for (const backend of ['cpu', other]) {
    await tf.setBackend(backend);
    const rng = new Rng(seed);
    const made: tf.Tensor[] = [];
    const make: Make = (shape) => {
      const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.float() * 2 - 1);
      const tensor = tf.tensor(values, shape);
      made.push(tensor);
      return tensor;
    };
    const outputs = tf.tidy(() => run(make));
    tf.disposeVariables();
    const list = Array.isArray(outputs) ? outputs : [outputs];
    results.push(await Promise.all(list.map((tensor) => tensor.data<'float32'>())));
    tf.dispose([...list, ...made]);
  }
  const [expected = [], actual = []] = results;
  let worst = expected.length === actual.length ? 0 : Infinity;
  expected.forEach((numbers, i) => {
    const found = actual[i] ?? new Float32Array();
    if (found.length !== numbers.length) worst = Infinity;
    const scale = numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    numbers.forEach((x, j) => {
      const difference = Math.abs(x - (found[j] ?? NaN)) / scale;
      worst = difference <= worst ? worst : difference;
    });
  });
  return worst;
}

export const describe = (name: string, parts: unknown) => `${name} ${JSON.stringify(parts)}`;

export const kernel = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

/** A result and its gradients by all inputs, weighted at random so that no error cancels. */
export function withGradients(
  make: Make,
  inputs: tf.Tensor[],
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
): tf.Tensor[] {
  const y = f(...inputs);
  const weights = make(y.shape);
  return [y, ...tf.grads((...args: tf.Tensor[]) => tf.sum(tf.mul(f(...args), weights)))(inputs)];
}

export const onCpu = () => tf.getBackend() === 'cpu';

export const ACTIVATIONS = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  leakyrelu: (x) => tf.leakyRelu(x, 0.1),
  hardSigmoid: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
  selu: (x) => tf.selu(x),
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
} satisfies Record<Activation, (x: tf.Tensor) => tf.Tensor>;

export const activations = Object.keys(ACTIVATIONS) as Activation[];
