/** Calls of kernels on random shapes, on the plain JavaScript backend of TF.js and on ours. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { Rng } from '../../../src/search/random/rng.ts';
import { registerNativeKernels } from '../../../src/workers/trainer/native/register.ts';
import { prepareWasm } from '../../../src/workers/trainer/wasm.ts';

export async function start(): Promise<boolean> {
  prepareWasm();
  await tf.setBackend('wasm');
  return registerNativeKernels();
}

type Make = (shape: number[]) => tf.Tensor;
type Case = { readonly what: string; readonly run: (make: Make) => tf.Tensor | tf.Tensor[] };
type Draw = (rng: Rng) => Case;

const int = (rng: Rng, low: number, high: number) => low + Math.floor(rng.float() * (high - low + 1));
const pick = <T>(rng: Rng, values: readonly T[]): T => values[int(rng, 0, values.length - 1)] as T;

/** Runs one case on both backends. @returns the greatest difference, relative to the greatest number or 1 */
async function gap({ run }: Case, seed: number): Promise<number> {
  const results: Float32Array[][] = [];
  for (const backend of ['cpu', 'wasm']) {
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
    const list = Array.isArray(outputs) ? outputs : [outputs];
    results.push(list.map((tensor) => tensor.dataSync<'float32'>()));
    tf.dispose([...list, ...made]);
  }
  const [expected = [], actual = []] = results;
  let worst = expected.length === actual.length ? 0 : Infinity;
  expected.forEach((numbers, i) => {
    const other = actual[i] ?? new Float32Array();
    if (other.length !== numbers.length) worst = Infinity;
    const scale = numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    numbers.forEach((x, j) => {
      const difference = Math.abs(x - (other[j] ?? NaN)) / scale;
      worst = difference <= worst ? worst : difference;
    });
  });
  return worst;
}

interface ConvCase {
  readonly x: number[];
  readonly filter: number[];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations: [number, number];
  readonly out: number[];
}

/** Filters that fit the image, at least where padding does not make them. */
function drawConv(rng: Rng, depthwise: boolean, dilated: boolean): ConvCase {
  for (;;) {
    const channels = pick(rng, [1, 2, 3, 4, 5, 8, 13]);
    const x = [pick(rng, [1, 2, 5]), int(rng, 1, 9), int(rng, 1, 11), channels];
    const filter = [int(rng, 1, 4), int(rng, 1, 5), channels, depthwise ? pick(rng, [1, 1, 2, 3]) : int(rng, 1, 18)];
    const dilations: [number, number] = dilated ? [int(rng, 1, 3), int(rng, 1, 3)] : [1, 1];
    // Strides and dilations exclude each other in TF.js.
    const strides: [number, number] = dilations.some((d) => d > 1) ? [1, 1] : [int(rng, 1, 5), int(rng, 1, 5)];
    const pad = pick(rng, ['same', 'valid'] as const);
    const info = tf.backend_util.computeConv2DInfo(
      x as [number, number, number, number],
      filter as [number, number, number, number],
      strides,
      dilations,
      pad,
      undefined,
      depthwise,
    );
    if (info.outHeight > 0 && info.outWidth > 0) return { x, filter, strides, pad, dilations, out: info.outShape };
  }
}

const describe = (name: string, parts: unknown) => `${name} ${JSON.stringify(parts)}`;

const kernel = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

function drawMatMul(rng: Rng): Case {
  const [rows, inner, columns] = [int(rng, 1, 21), pick(rng, [1, 3, 17, 64, 300]), int(rng, 1, 27)];
  const [transposeA, transposeB] = [rng.float() < 0.5, rng.float() < 0.5];
  const [aBatch, bBatch] = pick(rng, [[1, 1], [3, 3], [1, 3], [3, 1]] as const);
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

function drawConvForward(rng: Rng): Case {
  const { x, filter, strides, pad, dilations } = drawConv(rng, false, true);
  const activation = pick(rng, ['linear', 'relu', 'relu6', 'elu', 'sigmoid'] as const);
  return {
    what: describe('fused.conv2d', { x, filter, strides, pad, dilations, activation }),
    run: (make) =>
      tf.fused.conv2d({
        x: make(x) as tf.Tensor4D,
        filter: make(filter) as tf.Tensor4D,
        bias: make([filter[3] as number]) as tf.Tensor1D,
        strides,
        pad,
        dilations,
        activation,
      }),
  };
}

function drawConvGradient(rng: Rng): Case {
  const { x, filter, strides, pad, out } = drawConv(rng, false, false);
  const attrs = { strides, pad, dataFormat: 'NHWC' };
  return {
    what: describe('conv2d gradients', { x, filter, strides, pad }),
    run: (make) => {
      const [image, weights, dy] = [make(x), make(filter), make(out)];
      return [
        kernel('Conv2DBackpropFilter', { x: image, dy }, { ...attrs, filterShape: filter }),
        kernel('Conv2DBackpropInput', { dy, filter: weights }, { ...attrs, inputShape: x }),
      ];
    },
  };
}

function drawDepthwise(rng: Rng): Case {
  const { x, filter, strides, pad, dilations, out } = drawConv(rng, true, true);
  const attrs = { strides, pad, dilations };
  return {
    what: describe('depthwise', { x, filter, strides, pad, dilations }),
    run: (make) => {
      const [image, weights, dy] = [make(x), make(filter), make(out)];
      return [
        kernel('DepthwiseConv2dNative', { x: image, filter: weights }, attrs),
        kernel('DepthwiseConv2dNativeBackpropFilter', { x: image, dy }, { ...attrs, filterShape: filter }),
        kernel('DepthwiseConv2dNativeBackpropInput', { dy, filter: weights }, { ...attrs, inputShape: x }),
      ];
    },
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
  const name = pick(rng, ['relu', 'relu6', 'elu', 'sigmoid', 'tanh', 'leakyRelu', 'mean'] as const);
  return {
    what: describe(`gradient of ${name}`, { shape }),
    run: (make) => {
      const x = make(shape);
      const weights = make(shape);
      return tf.grad((v) => tf.sum(tf.mul(name === 'mean' ? tf.mean(v, [1], true) : tf[name](v), weights)))(tf.mul(x, 8));
    },
  };
}

export const DRAWS: Readonly<Record<string, Draw>> = {
  'products of matrices': drawMatMul,
  'products with bias and activation': drawFusedMatMul,
  convolutions: drawConvForward,
  'gradients of convolutions': drawConvGradient,
  'depthwise convolutions and their gradients': drawDepthwise,
  'gradients of max pooling': (rng) => drawPool(rng, 'MaxPool'),
  'gradients of average pooling': (rng) => drawPool(rng, 'AvgPool'),
  'sums and means': drawReduction,
  'gradients of activations and means': drawActivation,
};

export interface Comparison {
  readonly what: string;
  readonly gap: number;
}

/** Compares so many random cases. @returns the worst of them */
export async function compare(name: string, count: number): Promise<Comparison> {
  const draw = DRAWS[name];
  if (!draw) throw new Error(`nothing named ${name}`);
  const rng = new Rng(11).fork(name);
  let worst: Comparison = { what: '', gap: -1 };
  for (let i = 0; i < count; i++) {
    const drawn = draw(rng);
    const found = await gap(drawn, i + 1);
    if (!(found <= worst.gap)) worst = { what: drawn.what, gap: found };
  }
  return worst;
}
