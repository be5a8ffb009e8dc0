import {
  type GradConfig,
  type Tensor,
  type TileAttrs,
  registerGradient,
  reshape,
  sum,
} from '@tensorflow/tfjs-core';

/**
 * The gradient of a tiling is the sum over its copies. TF.js takes it with one slice and one addition per copy, which
 * for a layer normalisation, whose scale is tiled over the batch, makes thousands of operations a step; summing over
 * an axis of copies is one.
 */
export function registerTileGradient(): void {
  registerGradient({
    kernelName: 'Tile',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => ({
      x: () => sumOverCopies(dy as Tensor, saved[0] as Tensor, (attrs as unknown as TileAttrs).reps),
    }),
  } satisfies GradConfig);
}

/** @param dy of the shape of `x` times `reps`, axis by axis */
function sumOverCopies(dy: Tensor, x: Tensor, reps: readonly number[]): Tensor {
  const shape: number[] = [];
  const copies: number[] = [];
  x.shape.forEach((size, axis) => {
    const count = reps[axis] ?? 1;
    if (count > 1) {
      copies.push(shape.length);
      shape.push(count);
    }
    // An axis of one needs no place of its own, which keeps the rank within what every backend can sum over.
    if (size > 1 || count === 1) shape.push(size);
  });
  return reshape(sum(reshape(dy, shape), copies), x.shape);
}
