import {
  type GradConfig,
  type Tensor,
  type Tensor4D,
  engine,
  mul,
  registerGradient,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { type PoolAttrs, poolInfo } from '../fused/geometry.ts';
import { hasFusedKernels } from '../fused/present.ts';

/**
 * Average pooling divides by the positions of the window that lie inside the input, but TF.js's kernels for its
 * gradient by the whole window, so that it is too small at padded edges. What comes in is scaled up to make good for
 * that; our fused kernel is right by itself.
 */
export function registerAveragePoolGradient(): void {
  registerGradient({
    kernelName: 'AvgPool',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => ({
      x: () => {
        const input = saved[0] as Tensor4D;
        const given = dy as Tensor;
        const scaled = hasFusedKernels() ? given : mendEdges(given, input, attrs as unknown as PoolAttrs);
        return engine().runKernel('AvgPoolGrad', { dy: scaled, input }, attrs) as Tensor;
      },
    }),
  } satisfies GradConfig);
}

function mendEdges(dy: Tensor, { shape }: Tensor4D, attrs: PoolAttrs) {
  const pool = poolInfo(attrs, shape);
  const rows = sharesInside(
    pool.outHeight,
    pool.strideHeight,
    pool.padInfo.top,
    pool.filterHeight,
    pool.inHeight,
  );
  const columns = sharesInside(
    pool.outWidth,
    pool.strideWidth,
    pool.padInfo.left,
    pool.filterWidth,
    pool.inWidth,
  );
  if ([...rows, ...columns].every((share) => share === 1)) return dy;
  const factors = rows.flatMap((row) => columns.map((column) => 1 / (row * column)));
  return mul(dy, tensor4d(factors, [1, rows.length, columns.length, 1]));
}

/** For each window along an axis, how much of it lies inside the input, 0-1. */
const sharesInside = (
  windows: number,
  stride: number,
  before: number,
  length: number,
  end: number,
): number[] =>
  Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return (Math.min(end, start + length) - Math.max(0, start)) / length;
  });
