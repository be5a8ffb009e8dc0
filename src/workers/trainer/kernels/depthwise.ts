import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo, backend_util } from '@tensorflow/tfjs-core';
import { viewFloats } from './floats.ts';
import { type ConvAttrs, convGeometry, insideRange } from './geometry.ts';

/** Gradient of a depthwise convolution with respect to its filter. */
export const depthwiseBackpropFilter: KernelFunc = (call) => {
  const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
  const attrs = call.attrs as unknown as ConvAttrs & { filterShape: number[] };
  const backend = call.backend as BackendWasm;
  const conv = convGeometry(attrs, x.shape, attrs.filterShape, true);
  const out = backend.makeOutput(attrs.filterShape, 'float32');
  const input = viewFloats(backend, x);
  const gradient = viewFloats(backend, dy);
  const { inChannels, outChannels } = conv;
  const multiplier = outChannels / inChannels;
  // Summed in double precision: thousands of positions meet in one weight.
  const sums = new Float64Array(conv.filterHeight * conv.filterWidth * outChannels);
  eachTap(conv, (inputAt, gradientAt, tap) => {
    for (let channel = 0, at = 0; channel < inChannels; channel++) {
      const value = input[inputAt + channel] as number;
      for (let m = 0; m < multiplier; m++, at++) {
        sums[tap + at] = (sums[tap + at] as number) + value * (gradient[gradientAt + at] as number);
      }
    }
  });
  viewFloats(backend, out).set(sums);
  return out;
};

/** Gradient of a depthwise convolution with respect to its input. */
export const depthwiseBackpropInput: KernelFunc = (call) => {
  const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
  const attrs = call.attrs as unknown as ConvAttrs & { inputShape: number[] };
  const backend = call.backend as BackendWasm;
  const conv = convGeometry(attrs, attrs.inputShape, filter.shape, true);
  const out = backend.makeOutput(attrs.inputShape, 'float32');
  const gradient = viewFloats(backend, dy);
  const weights = viewFloats(backend, filter);
  const result = viewFloats(backend, out).fill(0);
  const { inChannels } = conv;
  const multiplier = conv.outChannels / inChannels;
  eachTap(conv, (inputAt, gradientAt, tap) => {
    for (let channel = 0, at = 0; channel < inChannels; channel++) {
      let sum = result[inputAt + channel] as number;
      for (let m = 0; m < multiplier; m++, at++) {
        sum += (gradient[gradientAt + at] as number) * (weights[tap + at] as number);
      }
      result[inputAt + channel] = sum;
    }
  });
  return out;
};

/** Visits every pair of an output position and a filter tap that reads inside the input, by their array offsets. */
function eachTap(
  conv: backend_util.Conv2DInfo,
  visit: (inputAt: number, gradientAt: number, tap: number) => void,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, strideHeight, strideWidth } = conv;
  for (let row = 0; row < conv.filterHeight; row++) {
    const rowOffset = row * conv.dilationHeight - conv.padInfo.top;
    const [firstRow, endRow] = insideRange(rowOffset, strideHeight, inHeight, outHeight);
    for (let column = 0; column < conv.filterWidth; column++) {
      const columnOffset = column * conv.dilationWidth - conv.padInfo.left;
      const [first, end] = insideRange(columnOffset, strideWidth, inWidth, outWidth);
      const tap = (row * conv.filterWidth + column) * outChannels;
      for (let image = 0; image < conv.batchSize; image++) {
        for (let outRow = firstRow; outRow < endRow; outRow++) {
          const inRow = image * inHeight + outRow * strideHeight + rowOffset;
          const gradientRow = (image * outHeight + outRow) * outWidth;
          for (let outColumn = first; outColumn < end; outColumn++) {
            const inputAt = (inRow * inWidth + outColumn * strideWidth + columnOffset) * inChannels;
            visit(inputAt, (gradientRow + outColumn) * outChannels, tap);
          }
        }
      }
    }
  }
}
