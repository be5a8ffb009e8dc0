import { backend_util, util } from '@tensorflow/tfjs-core';
import { sizeOf } from './heap.ts';
import { areFloats, register } from './kernel.ts';

interface ReduceAttrs {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

/** Puts sums and means on our kernel wherever the summed axes lie side by side, as they do in every layer. */
export function registerReductions(): void {
  const reduction = (name: string, mean: boolean) => {
    register<'x', ReduceAttrs>(name, ({ inputs: { x }, attrs, heap }) => {
      const axes = util.parseAxisParam(attrs.axis, x.shape).sort((a, b) => a - b);
      const [first = 0] = axes;
      const last = first + axes.length;
      if (!areFloats(x) || axes.some((axis, i) => axis !== first + i)) return undefined;
      const [outer, middle, inner] = [
        sizeOf(x.shape.slice(0, first)),
        sizeOf(x.shape.slice(first, last)),
        sizeOf(x.shape.slice(last)),
      ];
      if (middle === 0) return undefined;
      const [shape] = backend_util.computeOutAndReduceShapes(x.shape, axes);
      const out = heap.make(attrs.keepDims ? backend_util.expandShapeToKeepDim(shape, axes) : shape);
      heap.kernels.sum_middle(heap.at(out), heap.at(x), outer, middle, inner, mean ? 1 / middle : 1);
      return out;
    });
  };
  reduction('Sum', false);
  reduction('Mean', true);
}
