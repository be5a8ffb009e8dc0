/** Random convolutions and their gradients: as kernels of TF.js and as fused layers. */
import * as tf from '@tensorflow/tfjs-core';
import { conv, depthwiseConv } from '../../../src/workers/trainer/fused/ops/conv.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import {
  ACTIVATIONS,
  type Case,
  type Draw,
  activations,
  describe,
  int,
  kernel,
  onCpu,
  pick,
  withGradients,
} from './nativeCases.ts';

type Pad = 'same' | 'valid' | number | [[0, 0], [number, number], [number, number], [0, 0]];

export interface ConvCase {
  readonly x: number[];
  readonly filter: number[];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations: [number, number];
  readonly out: number[];
}

type Shape4 = [number, number, number, number];

const shapeOut = (drawn: Omit<ConvCase, 'out' | 'pad'> & { pad: Pad }, depthwise: boolean): Shape4 =>
  tf.backend_util.computeConv2DInfo(
    drawn.x as Shape4,
    drawn.filter as Shape4,
    drawn.strides,
    drawn.dilations,
    drawn.pad as 'same',
    undefined,
    depthwise,
  ).outShape;

/** Filters that fit the image, at least where padding does not make them. */
export function drawConv(rng: Rng, depthwise: boolean, dilated: boolean): ConvCase {
  for (;;) {
    const channels = pick(rng, [1, 2, 3, 4, 5, 8, 13]);
    const x = [pick(rng, [1, 2, 5]), int(rng, 1, 9), int(rng, 1, 11), channels];
    const filters = depthwise ? pick(rng, [1, 1, 2, 3]) : int(rng, 1, 18);
    const filter = [int(rng, 1, 4), int(rng, 1, 5), channels, filters];
    const dilations: [number, number] = dilated ? [int(rng, 1, 3), int(rng, 1, 3)] : [1, 1];
    const strides: [number, number] = [int(rng, 1, 5), int(rng, 1, 5)];
    const pad = pick(rng, ['same', 'valid'] as const);
    const drawn = { x, filter, strides, pad, dilations };
    const out = shapeOut(drawn, depthwise);
    if (out.every((size) => size > 0)) return { ...drawn, out };
  }
}

/** The same with paddings that only TF.js's own operations know; strides and dilations exclude each other there. */
function drawPadded(rng: Rng, depthwise: boolean): Omit<ConvCase, 'pad'> & { readonly pad: Pad } {
  for (;;) {
    const drawn = drawConv(rng, depthwise, true);
    const isDilated = drawn.dilations.some((step) => step > 1);
    const strides: [number, number] = isDilated ? [1, 1] : drawn.strides;
    const sides = (): [number, number] => [int(rng, 0, 3), int(rng, 0, 3)];
    const pad = pick<Pad>(rng, [drawn.pad, int(rng, 0, 2), [[0, 0], sides(), sides(), [0, 0]]]);
    const out = shapeOut({ ...drawn, strides, pad }, depthwise);
    if (out.every((size) => size > 0)) return { ...drawn, strides, pad, out };
  }
}

function drawForward(rng: Rng): Case {
  const { x, filter, strides, pad, dilations } = drawPadded(rng, false);
  const activation = pick(rng, ['linear', 'relu', 'relu6', 'elu', 'sigmoid'] as const);
  const attrs = { strides, pad: pad as 'same', dilations };
  return {
    what: describe('conv2d', { x, filter, ...attrs, activation }),
    run: (make) => {
      const [image, weights] = [make(x) as tf.Tensor4D, make(filter) as tf.Tensor4D];
      const bias = make([filter[3] as number]) as tf.Tensor1D;
      return [
        tf.conv2d(image, weights, strides, attrs.pad, 'NHWC', dilations),
        tf.fused.conv2d({ x: image, filter: weights, bias, ...attrs, activation }),
      ];
    },
  };
}

function drawDepthwiseForward(rng: Rng): Case {
  const { x, filter, strides, pad, dilations } = drawPadded(rng, true);
  const attrs = { strides, pad: pad as 'same', dilations };
  const activation = pick(rng, ['linear', 'relu', 'relu6', 'elu', 'sigmoid'] as const);
  return {
    what: describe('depthwiseConv2d', { x, filter, ...attrs, activation }),
    run: (make) => {
      const [image, weights] = [make(x) as tf.Tensor4D, make(filter) as tf.Tensor4D];
      const bias = make([(filter[2] as number) * (filter[3] as number)]) as tf.Tensor1D;
      return [
        tf.depthwiseConv2d(image, weights, strides, attrs.pad, 'NHWC', dilations),
        tf.fused.depthwiseConv2d({ x: image, filter: weights, bias, ...attrs, activation }),
      ];
    },
  };
}

/**
 * The gradient kernels with strides, dilations and paddings of all sorts. On the cpu backend the filter is spread out
 * with zeros where it is dilated, since TF.js's own kernels leave dilations out of account.
 */
function drawGradient(rng: Rng, depthwise: boolean, by: 'Filter' | 'Input'): Case {
  const { x, filter, strides, pad, dilations, out } = drawPadded(rng, depthwise);
  const name = `${depthwise ? 'DepthwiseConv2dNative' : 'Conv2D'}Backprop${by}`;
  const attrs = { strides, pad, dilations, dataFormat: 'NHWC' };
  const plain = depthwise ? tf.depthwiseConv2d : tf.conv2d;
  return {
    what: describe(name, { x, filter, ...attrs }),
    run: (make) => {
      const [image, weights, dy] = [make(x), make(filter), make(out)];
      if (!onCpu()) {
        return by === 'Filter'
          ? kernel(name, { x: image, dy }, { ...attrs, filterShape: filter })
          : kernel(name, { dy, filter: weights }, { ...attrs, inputShape: x });
      }
      const forward = (image: tf.Tensor, weights: tf.Tensor) =>
        plain(image as tf.Tensor4D, dilate(weights, dilations), strides, pad as 'same');
      return by === 'Filter'
        ? tf.grad((weights) => forward(image, weights))(weights, dy)
        : tf.grad((image) => forward(image, weights))(image, dy);
    },
  };
}

/** Of 3 by 3 with channels enough to be taken by tiles, on images that tiles fill and others. */
function drawTiled(rng: Rng): Case {
  const channels = int(rng, 8, 21);
  const filter = [3, 3, channels, int(rng, 16, 35)];
  if (rng.float() < 0.3) filter[2] = int(rng, 16, 21);
  if (filter[2] !== channels || rng.float() < 0.5) filter[3] = int(rng, 8, 35);
  const x = [pick(rng, [1, 2, 5]), int(rng, 3, 15), int(rng, 3, 15), filter[2] as number];
  const pad = pick(rng, ['same', 'valid'] as const);
  return layerCase(
    { x, filter, strides: [1, 1], dilations: [1, 1], pad },
    false,
    pick(rng, activations),
    rng.float() < 0.7,
  );
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

function layerCase(
  { x, filter, strides, pad, dilations }: Omit<ConvCase, 'out'>,
  depthwise: boolean,
  activation: (typeof activations)[number],
  withBias: boolean,
): Case {
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

const drawLayer = (rng: Rng, depthwise: boolean): Case =>
  layerCase(drawConv(rng, depthwise, true), depthwise, pick(rng, activations), rng.float() < 0.7);

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

export const CONV_DRAWS: Readonly<Record<string, Draw>> = {
  convolutions: drawForward,
  'depthwise convolutions': drawDepthwiseForward,
  'filter gradients of convolutions': (rng) => drawGradient(rng, false, 'Filter'),
  'input gradients of convolutions': (rng) => drawGradient(rng, false, 'Input'),
  'filter gradients of depthwise convolutions': (rng) => drawGradient(rng, true, 'Filter'),
  'input gradients of depthwise convolutions': (rng) => drawGradient(rng, true, 'Input'),
  'convolutional layers': (rng) => drawLayer(rng, false),
  'convolutional layers taken by tiles': drawTiled,
  'depthwise layers': (rng) => drawLayer(rng, true),
  'convolutional layers over sequences': drawConvOverSequence,
};
