import { type ReduceAttrs, reductionOf } from '../fused/reduction.ts';
import { areFloats, register } from './kernel.ts';

/** Puts sums and means on our kernel wherever the summed axes lie side by side, as they do in every layer. */
export function registerReductions(): void {
  const put = (name: string, mean: boolean) => {
    register<'x', ReduceAttrs>(name, ({ inputs: { x }, attrs, heap }) => {
      const reduction = areFloats(x) ? reductionOf(attrs, x.shape) : undefined;
      if (!reduction || reduction.middle === 0) return undefined;
      const { outer, middle, inner, shape } = reduction;
      const out = heap.make(shape);
      heap.kernels.sum_middle(heap.at(out), heap.at(x), outer, middle, inner, mean ? 1 / middle : 1);
      return out;
    });
  };
  put('Sum', false);
  put('Mean', true);
}
