import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelFunc, type TensorInfo, backend_util } from '@tensorflow/tfjs-core';
import { viewFloats } from './floats.ts';

interface PoolAttrs {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Gradient of max pooling: each window's gradient goes to its first largest number. The wasm backend's own kernel
 * sends it to the window's first number whenever all of them are negative.
 */
export const maxPoolGrad: KernelFunc = (call) => {
  const { dy, input } = call.inputs as { dy: TensorInfo; input: TensorInfo };
  const { filterSize, strides, pad, dimRoundingMode } = call.attrs as unknown as PoolAttrs;
  const backend = call.backend as BackendWasm;
  const shape = input.shape as [number, number, number, number];
  const pool = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const out = backend.makeOutput(input.shape, 'float32');
  const result = viewFloats(backend, out).fill(0);
  sendToLargest(viewFloats(backend, input), viewFloats(backend, dy), result, pool);
  return out;
};

function sendToLargest(
  x: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  pool: backend_util.Conv2DInfo,
): void {
  const { inHeight, inWidth, outHeight, outWidth, inChannels: channels } = pool;
  let at = 0;
  for (let image = 0; image < pool.batchSize; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * pool.strideHeight - pool.padInfo.top;
      const [firstRow, endRow] = [Math.max(0, top), Math.min(inHeight, top + pool.filterHeight)];
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * pool.strideWidth - pool.padInfo.left;
        const [first, end] = [Math.max(0, left), Math.min(inWidth, left + pool.filterWidth)];
        for (let channel = 0; channel < channels; channel++, at++) {
          let largest = -Infinity;
          let where = -1;
          for (let row = firstRow; row < endRow; row++) {
            let from = ((image * inHeight + row) * inWidth + first) * channels + channel;
            for (let column = first; column < end; column++, from += channels) {
              const value = x[from] as number;
              if (value > largest) {
                largest = value;
                where = from;
              }
            }
          }
          // A window without any number greater than minus infinity is one of NaN, and the run has diverged.
          if (where >= 0) dx[where] = (dx[where] as number) + (dy[at] as number);
        }
      }
    }
  }
}
