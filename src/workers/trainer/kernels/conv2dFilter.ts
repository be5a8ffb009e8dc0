import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelFunc, type TensorInfo, type backend_util, getKernel } from '@tensorflow/tfjs-core';
import { viewFloats } from './floats.ts';
import { type ConvAttrs, convGeometry, insideRange } from './geometry.ts';

/**
 * Gradient of a convolution with respect to its filter, as one matrix product: the input windows laid out by tap,
 * [filterHeight * filterWidth * inChannels, batch * outHeight * outWidth], times the gradient of the output. The
 * product is the backend's own vectorised one.
 */
export const conv2DBackpropFilter: KernelFunc = (call) => {
  const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
  const attrs = call.attrs as unknown as ConvAttrs & { filterShape: number[] };
  const backend = call.backend as BackendWasm;
  const conv = convGeometry(attrs, x.shape, attrs.filterShape, false);

  const positions = conv.batchSize * conv.outHeight * conv.outWidth;
  const taps = conv.filterHeight * conv.filterWidth * conv.inChannels;
  const windows = backend.makeOutput([1, taps, positions], 'float32');
  layOutWindows(viewFloats(backend, x), viewFloats(backend, windows), conv);

  const product = getKernel('BatchMatMul', 'wasm').kernelFunc({
    inputs: { a: windows, b: { ...dy, shape: [1, positions, conv.outChannels] } },
    attrs: { transposeA: false, transposeB: false },
    backend,
  }) as TensorInfo;
  backend.disposeData(windows.dataId);
  return { ...product, shape: attrs.filterShape };
};

function layOutWindows(x: Float32Array, windows: Float32Array, conv: backend_util.Conv2DInfo): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth } = conv;
  const positions = batchSize * outHeight * outWidth;
  windows.fill(0);
  for (let row = 0; row < conv.filterHeight; row++) {
    const rowOffset = row * conv.dilationHeight - conv.padInfo.top;
    const [firstRow, endRow] = insideRange(rowOffset, strideHeight, inHeight, outHeight);
    for (let column = 0; column < conv.filterWidth; column++) {
      const columnOffset = column * conv.dilationWidth - conv.padInfo.left;
      const [first, end] = insideRange(columnOffset, strideWidth, inWidth, outWidth);
      const step = strideWidth * inChannels;
      for (let channel = 0; channel < inChannels; channel++) {
        const tap = ((row * conv.filterWidth + column) * inChannels + channel) * positions;
        for (let image = 0; image < batchSize; image++) {
          for (let outRow = firstRow; outRow < endRow; outRow++) {
            const inRow = outRow * strideHeight + rowOffset;
            let from =
              ((image * inHeight + inRow) * inWidth + first * strideWidth + columnOffset) * inChannels +
              channel;
            const to = tap + (image * outHeight + outRow) * outWidth;
            for (let at = to + first; at < to + end; at++, from += step) windows[at] = x[from] as number;
          }
        }
      }
    }
  }
}
