import { type Tensor, type Tensor1D, gather } from '@tensorflow/tfjs-core';
import { has, run } from '../kernel.ts';

export const EXAMPLES = 'GatherExamples';

/**
 * Rows of a dataset and of what belongs to them, at once where there is a kernel for it.
 *
 * @param x [count, ...]
 * @param labels [count, ...]
 * @param rows int32, each in [0, count)
 */
export function gatherExamples<X extends Tensor, Labels extends Tensor>(
  x: X,
  labels: Labels,
  rows: Tensor1D,
): [X, Labels] {
  if (!has(EXAMPLES)) return [gather(x, rows), gather(labels, rows)];
  return run(EXAMPLES, { x, labels, rows }, {}) as [X, Labels];
}
