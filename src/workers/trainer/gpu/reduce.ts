import { type ReduceAttrs, reductionOf } from '../fused/reduction.ts';
import { register } from './kernel.ts';
import type { Program } from './program.ts';
import { totalFunction } from './total.ts';

const LANES = 64;

/** Puts sums and means on our kernel wherever the summed axes lie side by side, as they do in every layer. */
export function registerReductions(): void {
  const put = (name: string, isMean: boolean) => {
    register<'x', ReduceAttrs>(name, ({ inputs: { x }, attrs, gpu }) => {
      const reduction = x.dtype === 'float32' ? reductionOf(attrs, x.shape) : undefined;
      if (!reduction) return undefined;
      const { outer, middle, inner, shape } = reduction;
      const size = outer * inner;
      if (middle === 0 || size === 0) return undefined;
      const y = gpu.make(shape);
      gpu.run(program, {
        outputs: [y],
        inputs: [x],
        sizes: [size, middle, inner],
        factors: [isMean ? 1 / middle : 1],
        groups: size,
      });
      return y;
    });
  };
  put('Sum', false);
  put('Mean', true);
}

/** A group of threads for each sum. */
const program: Program = {
  name: 'reduction',
  outputs: ['result'],
  inputs: ['values'],
  sizes: ['size', 'middle', 'inner'],
  factors: ['factor'],
  threads: [1, LANES],
  functions: totalFunction(1, LANES),
  main: `
  if (group >= n.size) { return; }
  let start = group / n.inner * n.middle * n.inner + group % n.inner;
  var sum = 0.0;
  for (var k = y; k < n.middle; k += ${LANES}) { sum += values[start + k * n.inner]; }
  sum = total(sum, x, y);
  if (y == 0) { result[group] = sum * n.factor; }`,
};
