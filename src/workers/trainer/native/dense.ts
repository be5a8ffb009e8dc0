import { DENSE } from '../fused/ops/dense.ts';
import {
  type GradientAttrs,
  type LayerAttrs,
  filterGradientOf,
  inputGradientOf,
} from '../fused/ops/layerGradient.ts';
import { activationNumber } from './activation.ts';
import { productScratch, sizeOf } from './heap.ts';
import { register } from './kernel.ts';

/** The kernels of dense layers; their gradients are given dz for dy. */
export function registerDense(): void {
  register<'x' | 'filter' | 'bias', LayerAttrs>(DENSE, ({ inputs: { x, filter, bias }, attrs, heap }) => {
    const [inner, units] = filter.shape as [number, number];
    const y = heap.make([...x.shape.slice(0, -1), units]);
    heap.kernels.matmul(
      ...[1, sizeOf(x.shape) / inner, units, inner],
      ...[heap.at(x), 0, inner, 1],
      ...[heap.at(filter), 0, units, 1],
      heap.at(y),
      heap.at(bias),
      activationNumber(attrs.activation),
      attrs.alpha,
      heap.scratch(productScratch(inner, units)),
    );
    return y;
  });
  register<'dy' | 'filter', GradientAttrs<LayerAttrs>>(
    inputGradientOf(DENSE),
    ({ inputs: { dy, filter }, attrs, heap }) => {
      const [inner, units] = filter.shape as [number, number];
      const dx = heap.make(attrs.shape);
      heap.kernels.matmul(
        ...[1, sizeOf(dy.shape) / units, inner, units],
        ...[heap.at(dy), 0, units, 1],
        ...[heap.at(filter), 0, 1, units],
        heap.at(dx),
        ...[0, 0, 0],
        heap.scratch(productScratch(units, inner)),
      );
      return dx;
    },
  );
  register<'dy' | 'x', GradientAttrs<LayerAttrs>>(
    filterGradientOf(DENSE),
    ({ inputs: { dy, x }, attrs, heap }) => {
      const [inner, units] = attrs.shape as [number, number];
      const rows = sizeOf(dy.shape) / units;
      const dfilter = heap.make([inner, units]);
      heap.kernels.matmul(
        ...[1, inner, units, rows],
        ...[heap.at(x), 0, 1, inner],
        ...[heap.at(dy), 0, units, 1],
        heap.at(dfilter),
        ...[0, 0, 0],
        heap.scratch(productScratch(rows, units)),
      );
      return [dfilter];
    },
  );
}
