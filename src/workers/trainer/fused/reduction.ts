import { backend_util, util } from '@tensorflow/tfjs-core';

export interface ReduceAttrs {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

/** A reduction over axes that lie side by side: of [outer, middle, inner] over the middle. */
export interface Reduction {
  readonly outer: number;
  readonly middle: number;
  readonly inner: number;
  /** Of the result. */
  readonly shape: number[];
}

/** @returns undefined where axes that are kept lie between those that are summed, as in no layer */
export function reductionOf({ axis, keepDims }: ReduceAttrs, x: number[]): Reduction | undefined {
  const axes = util.parseAxisParam(axis, x).sort((a, b) => a - b);
  const [first = 0] = axes;
  if (axes.some((at, i) => at !== first + i)) return undefined;
  const last = first + axes.length;
  const [shape] = backend_util.computeOutAndReduceShapes(x, axes);
  return {
    outer: util.sizeFromShape(x.slice(0, first)),
    middle: util.sizeFromShape(x.slice(first, last)),
    inner: util.sizeFromShape(x.slice(last)),
    shape: keepDims ? backend_util.expandShapeToKeepDim(shape, axes) : shape,
  };
}
