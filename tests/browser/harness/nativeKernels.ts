/** Calls of kernels on random shapes, on the plain JavaScript backend of TF.js and on ours. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../../src/workers/trainer/fused/activation.ts';
import { batchNorm } from '../../../src/workers/trainer/fused/ops/batchNorm.ts';
import { conv, depthwiseConv } from '../../../src/workers/trainer/fused/ops/conv.ts';
import { softmaxCrossEntropy } from '../../../src/workers/trainer/fused/ops/crossEntropy.ts';
import { dense } from '../../../src/workers/trainer/fused/ops/dense.ts';
import { adamW, sgd } from '../../../src/workers/trainer/fused/ops/optimizer.ts';
import { GRU, LSTM, recurrent } from '../../../src/workers/trainer/fused/ops/recurrent.ts';
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

/** Runs one case on the cpu backend and another. @returns the greatest difference, relative to the greatest number or 1 */
async function gap(other: string, { run }: Case, seed: number): Promise<number> {
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
    const filter = [
      int(rng, 1, 4),
      int(rng, 1, 5),
      channels,
      depthwise ? pick(rng, [1, 1, 2, 3]) : int(rng, 1, 18),
    ];
    const dilations: [number, number] = dilated ? [int(rng, 1, 3), int(rng, 1, 3)] : [1, 1];
    // Strides and dilations exclude each other in TF.js.
    const strides: [number, number] = dilations.some((d) => d > 1)
      ? [1, 1]
      : [int(rng, 1, 5), int(rng, 1, 5)];
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
    if (info.outHeight > 0 && info.outWidth > 0)
      return { x, filter, strides, pad, dilations, out: info.outShape };
  }
}

const describe = (name: string, parts: unknown) => `${name} ${JSON.stringify(parts)}`;

const kernel = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

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
  // Undilated: TF.js's own gradients leave dilations out of account; the fused layers are tested with them.
  const { x, filter, strides, pad, dilations, out } = drawConv(rng, true, false);
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
  const name = pick(rng, ['relu', 'relu6', 'elu', 'sigmoid', 'tanh', 'leakyRelu', 'mean'] as const);
  return {
    what: describe(`gradient of ${name}`, { shape }),
    run: (make) => {
      const x = make(shape);
      const weights = make(shape);
      return tf.grad((v) => tf.sum(tf.mul(name === 'mean' ? tf.mean(v, [1], true) : tf[name](v), weights)))(
        tf.mul(x, 8),
      );
    },
  };
}

/** A result and its gradients by all inputs, weighted at random so that no error cancels. */
function withGradients(
  make: Make,
  inputs: tf.Tensor[],
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
): tf.Tensor[] {
  const y = f(...inputs);
  const weights = make(y.shape);
  return [y, ...tf.grads((...args: tf.Tensor[]) => tf.sum(tf.mul(f(...args), weights)))(inputs)];
}

const onCpu = () => tf.getBackend() === 'cpu';

const ACTIVATIONS = {
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

const activations = Object.keys(ACTIVATIONS) as Activation[];

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

/** A filter with zeros between its taps, as dilation means: TF.js does not differentiate dilated convolutions. */
function dilate(filter: tf.Tensor, [dh, dw]: readonly [number, number]): tf.Tensor4D {
  const [h, w, channels, outputs] = filter.shape as [number, number, number, number];
  const [height, width] = [(h - 1) * dh + 1, (w - 1) * dw + 1];
  const places = new Float32Array(height * width * h * w);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) places[(y * dh * width + x * dw) * h * w + y * w + x] = 1;
  const spread = tf.matMul(
    tf.tensor2d(places, [height * width, h * w]),
    tf.reshape(filter, [h * w, channels * outputs]),
  );
  return tf.reshape(spread, [height, width, channels, outputs]);
}

function drawConvLayer(rng: Rng, depthwise: boolean): Case {
  const { x, filter, strides, pad, dilations } = drawConv(rng, depthwise, true);
  const [activation, withBias] = [pick(rng, activations), rng.float() < 0.7];
  const filters = depthwise ? (filter[2] as number) * (filter[3] as number) : (filter[3] as number);
  const options = { strides, dilations, pad, activation, alpha: 0.1 };
  const plain = depthwise ? tf.depthwiseConv2d : tf.conv2d;
  const ours = depthwise ? depthwiseConv : conv;
  return {
    what: describe('layer', { depthwise, x, filter, withBias, ...options }),
    run: (make) =>
      withGradients(
        make,
        [make(x), make(filter), ...(withBias ? [make([filters])] : [])],
        (image, weights, bias) => {
          if (!onCpu()) return ours(image as tf.Tensor, weights as tf.Tensor, bias, options);
          const y = plain(image as tf.Tensor4D, dilate(weights as tf.Tensor, dilations), strides, pad);
          return ACTIVATIONS[activation](bias ? tf.add(y, bias) : y);
        },
      ),
  };
}

function drawConvOverSequence(rng: Rng): Case {
  const [batch, width, channels] = [int(rng, 1, 4), int(rng, 3, 20), int(rng, 1, 6)];
  const filter = [int(rng, 1, 3), channels, int(rng, 1, 12)];
  const [stride, pad] = [int(rng, 1, 4), pick(rng, ['same', 'valid'] as const)];
  return {
    what: describe('conv1d layer', { batch, width, filter, stride, pad }),
    run: (make) =>
      withGradients(make, [make([batch, width, channels]), make(filter)], (x, w) =>
        onCpu()
          ? tf.relu(tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, stride, pad))
          : conv(x as tf.Tensor, w as tf.Tensor, undefined, {
              strides: [stride],
              dilations: [1],
              pad,
              activation: 'relu',
            }),
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

export const DRAWS: Readonly<Record<string, Draw>> = {
  'products of matrices': drawMatMul,
  'products with bias and activation': drawFusedMatMul,
  convolutions: drawConvForward,
  'gradients of convolutions': drawConvGradient,
  'depthwise convolutions and their gradients': drawDepthwise,
  'gradients of max pooling': (rng) => drawPool(rng, 'MaxPool'),
  'gradients of average pooling': (rng) => drawPool(rng, 'AvgPool'),
  'gradients of padded average pooling': drawPaddedAverage,
  'sums and means': drawReduction,
  'gradients of activations and means': drawActivation,
  'dense layers': drawDense,
  'convolutional layers': (rng) => drawConvLayer(rng, false),
  'depthwise layers': (rng) => drawConvLayer(rng, true),
  'convolutional layers over sequences': drawConvOverSequence,
  'losses of softmax and cross-entropy': drawCrossEntropy,
  'batch normalisations': drawBatchNorm,
  'recurrent layers': drawRecurrent,
  'steps of optimisers': drawOptimizer,
};

export interface Comparison {
  readonly what: string;
  readonly gap: number;
}

/** Compares so many random cases on the cpu backend and another. @returns the worst of them */
export async function compare(name: string, count: number, backend = 'wasm'): Promise<Comparison> {
  const draw = DRAWS[name];
  if (!draw) throw new Error(`nothing named ${name}`);
  const rng = new Rng(11).fork(name);
  let worst: Comparison = { what: '', gap: -1 };
  for (let i = 0; i < count; i++) {
    const drawn = draw(rng);
    const found = await gap(backend, drawn, i + 1);
    if (!(found <= worst.gap)) worst = { what: drawn.what, gap: found };
  }
  return worst;
}
