import { util } from '@tensorflow/tfjs-core';
import { sizeOf } from './heap.ts';
import { register } from './kernel.ts';

/** Kernels that only move numbers: rows of a dataset into a batch, and clones, which need not move at all. */
export function registerMoves(): void {
  register<'x' | 'indices', { readonly axis: number; readonly batchDims: number }>(
    'GatherV2',
    ({ inputs: { x, indices }, attrs, heap }) => {
      const axis = util.parseAxisParam(attrs.axis, x.shape)[0];
      const isWords = x.dtype === 'float32' || x.dtype === 'int32';
      if (axis !== 0 || attrs.batchDims || !isWords || indices.dtype !== 'int32') return undefined;
      const [rows = 0, ...row] = x.shape;
      const y = heap.make([...indices.shape, ...row], x.dtype);
      const [count, words] = [sizeOf(indices.shape), sizeOf(row)];
      const missed = heap.kernels.gather(heap.at(y), heap.at(x), heap.at(indices), count, rows, words);
      if (missed > 0) {
        heap.free(y);
        throw new Error(`${missed} of the indices to gather are outside [0, ${rows}).`);
      }
      return y;
    },
  );
  // TF.js copies the numbers, though it counts who shares them; every tensor that the backward pass keeps is a clone.
  register<'x', unknown>('Identity', ({ inputs: { x }, heap }) => heap.share(x));
}
