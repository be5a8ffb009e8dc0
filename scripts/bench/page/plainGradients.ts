/**
 * The gradients that TF.js's wasm backend lacks for these networks, composed of operations that it has: what a user of
 * the library would write who wants to train on it at all.
 */
import * as tf from '@tensorflow/tfjs-core';

type Inputs = Readonly<Record<'x' | 'dy' | 'filter', tf.Tensor4D>>;

interface Attrs {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dilations?: number | [number, number];
  readonly filterShape: [number, number, number, number];
}

/** Registers them on the wasm backend. */
export function registerPlainGradients(): void {
  const register = (kernelName: string, compose: (inputs: Inputs, attrs: Attrs) => tf.Tensor) =>
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) =>
        tf.tidy(() => compose(inputs as unknown as Inputs, attrs as unknown as Attrs)),
    });
  register('Conv2DBackpropFilter', convFilterGradient);
  register('DepthwiseConv2dNativeBackpropFilter', depthwiseFilterGradient);
  register('DepthwiseConv2dNativeBackpropInput', depthwiseInputGradient);
}

/** One matrix product per tap of the filter: the input positions that the tap saw, times the output's gradient. */
function convFilterGradient({ x, dy }: Inputs, attrs: Attrs): tf.Tensor {
  const [height, width, , outChannels] = attrs.filterShape;
  const gradient = tf.reshape(dy, [-1, outChannels]);
  const taps = seenByTaps(x, dy, attrs).map((seen) =>
    tf.matMul(tf.reshape(seen, [-1, x.shape[3]]), gradient, true),
  );
  return tf.reshape(tf.stack(taps), [height, width, x.shape[3], outChannels]);
}

function depthwiseFilterGradient({ x, dy }: Inputs, attrs: Attrs): tf.Tensor {
  const taps = seenByTaps(x, dy, attrs).map((seen) => tf.sum(tf.mul(seen, dy), [0, 1, 2]));
  return tf.reshape(tf.stack(taps), attrs.filterShape);
}

/** With stride 1 and the same padding: the convolution of the output's gradient with the filter turned round. */
function depthwiseInputGradient({ dy, filter }: Inputs, { strides, pad }: Attrs): tf.Tensor {
  const [row, column] = pair(strides);
  if (row !== 1 || column !== 1 || pad !== 'same' || filter.shape[3] !== 1)
    throw new Error('Only strides of 1, same padding and one filter per channel are composed here.');
  return tf.depthwiseConv2d(dy, tf.reverse(filter, [0, 1]), 1, 'same');
}

/** For each tap of the filter, row by row: the part of the padded input that it met, [batch, outHeight, outWidth, channels]. */
function seenByTaps(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  { filterShape, strides, pad, dilations = 1 }: Attrs,
): tf.Tensor[] {
  const [batch, outHeight, outWidth] = dy.shape;
  const [strideRow, strideColumn] = pair(strides);
  if (pair(dilations).some((dilation) => dilation !== 1)) throw new Error('Dilation is not composed here.');
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, undefined, true);
  const { top, left } = info.padInfo;
  const [filterHeight, filterWidth] = filterShape;
  // Exactly as far as the last window reaches, so that a strided slice of any tap has the output's size.
  const reach = (count: number, stride: number, size: number) => (count - 1) * stride + size;
  const bottom = Math.max(0, reach(outHeight, strideRow, filterHeight) - top - x.shape[1]);
  const right = Math.max(0, reach(outWidth, strideColumn, filterWidth) - left - x.shape[2]);
  const padded = tf.pad(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  return Array.from({ length: filterHeight * filterWidth }, (_, tap) => {
    const row = Math.floor(tap / filterWidth);
    const column = tap % filterWidth;
    return tf.stridedSlice(
      padded,
      [0, row, column, 0],
      [batch, row + reach(outHeight, strideRow, 1), column + reach(outWidth, strideColumn, 1), x.shape[3]],
      [1, strideRow, strideColumn, 1],
    );
  });
}

const pair = (value: number | [number, number]): [number, number] =>
  typeof value === 'number' ? [value, value] : value;
