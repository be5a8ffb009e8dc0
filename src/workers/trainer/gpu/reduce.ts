import { backend_util, util } from '@tensorflow/tfjs-core';
import { register } from './kernel.ts';
import type { Program } from './program.ts';
import { totalFunction } from './total.ts';

interface ReduceAttrs {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

const LANES = 64;

/** Puts sums and means on our kernel wherever the summed axes lie side by side, as they do in every layer. */
export function registerReductions(): void {
  const reduction = (name: string, isMean: boolean) => {
    register<'x', ReduceAttrs>(name, ({ inputs: { x }, attrs, gpu }) => {
      const axes = util.parseAxisParam(attrs.axis, x.shape).sort((a, b) => a - b);
      const [first = 0] = axes;
      const last = first + axes.length;
      if (x.dtype !== 'float32' || axes.some((axis, i) => axis !== first + i)) return undefined;
      const middle = util.sizeFromShape(x.shape.slice(first, last));
      const inner = util.sizeFromShape(x.shape.slice(last));
      const [shape] = backend_util.computeOutAndReduceShapes(x.shape, axes);
      const size = util.sizeFromShape(shape);
      if (middle === 0 || size === 0) return undefined;
      const y = gpu.make(attrs.keepDims ? backend_util.expandShapeToKeepDim(shape, axes) : shape);
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
  reduction('Sum', false);
  reduction('Mean', true);
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
