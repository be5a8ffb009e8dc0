import { type PoolAttrs, poolInfo } from '../fused/geometry.ts';
import { areFloats, register } from './kernel.ts';

/**
 * Puts the gradients of pooling on our kernels. The mean's is shared by the elements that a window has inside the
 * image, which makes it the gradient of the forward pass; TF.js's own divide by the window's size and so are too
 * small at padded edges.
 */
export function registerPool(): void {
  register<'dy' | 'input' | 'output', PoolAttrs>('MaxPoolGrad', ({ inputs, attrs, heap }) => {
    const { dy, input, output } = inputs;
    if (!areFloats(dy, input, output)) return undefined;
    const dx = heap.make(input.shape);
    const numbers = poolNumbers(attrs, input.shape);
    heap.kernels.max_pool_gradient(heap.at(dx), heap.at(dy), heap.at(input), heap.at(output), ...numbers);
    return dx;
  });
  register<'dy' | 'input', PoolAttrs>('AvgPoolGrad', ({ inputs: { dy, input }, attrs, heap }) => {
    if (!areFloats(dy, input)) return undefined;
    const dx = heap.make(input.shape);
    heap.kernels.average_pool_gradient(heap.at(dx), heap.at(dy), ...poolNumbers(attrs, input.shape));
    return dx;
  });
}

function poolNumbers(attrs: PoolAttrs, shape: number[]): number[] {
  const info = poolInfo(attrs, shape);
  return [
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.filterHeight,
    info.filterWidth,
    info.outHeight,
    info.outWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
  ];
}
