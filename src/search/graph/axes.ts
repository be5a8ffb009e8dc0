import { GraphFault } from './fault.ts';
import type { Shape } from './shape.ts';

/**
 * TF.js counts the batch as axis 0. Turns such an axis, negative ones counting from the end, into an index of the
 * shape of one example. @throws GraphFault `bad-argument` when it is the batch or does not exist
 */
export function axisOf(axis: number, input: Shape, name = 'axis'): number {
  const index = axis < 0 ? input.length + axis : axis - 1;
  if (index >= 0 && index < input.length) return index;
  throw new GraphFault('bad-argument', {
    kind: 'no-axis',
    name,
    most: input.length,
    shape: [...input],
    axis,
  });
}
