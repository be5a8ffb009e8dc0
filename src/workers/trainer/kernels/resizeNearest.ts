import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { type HeapBackend, makeFloats, viewFloats } from './floats.ts';

/**
 * Gradient of nearest-neighbour resizing: each number's gradient goes to the number that it was copied from. The
 * cpu backend's own kernel reads the gradients of the wrong images from the second of a batch on.
 */
export const resizeNearestNeighborGrad: KernelFunc = (call) => {
  const { images, dy } = call.inputs as { images: TensorInfo; dy: TensorInfo };
  const { alignCorners } = call.attrs as unknown as { alignCorners: boolean };
  const backend = call.backend as HeapBackend;
  const [batch = 0, inHeight = 0, inWidth = 0, channels = 0] = images.shape;
  const [, outHeight = 0, outWidth = 0] = dy.shape;
  const out = makeFloats(backend, images.shape);
  const result = viewFloats(backend, out).fill(0);
  const gradient = viewFloats(backend, dy);
  const rows = sources(inHeight, outHeight, alignCorners);
  const columns = sources(inWidth, outWidth, alignCorners);
  let at = 0;
  for (let image = 0; image < batch; image++) {
    for (const row of rows) {
      for (const column of columns) {
        const to = ((image * inHeight + row) * inWidth + column) * channels;
        for (let channel = 0; channel < channels; channel++, at++) {
          result[to + channel] = (result[to + channel] as number) + (gradient[at] as number);
        }
      }
    }
  }
  return out;
};

/** For each position of the output along one axis, the position of the input that it shows. */
function sources(inSize: number, outSize: number, alignCorners: boolean): readonly number[] {
  const aligned = alignCorners && outSize > 1;
  const scale = aligned ? (inSize - 1) / (outSize - 1) : inSize / outSize;
  return Array.from({ length: outSize }, (_, i) =>
    Math.min(inSize - 1, alignCorners ? Math.round(i * scale) : Math.floor(i * scale)),
  );
}
