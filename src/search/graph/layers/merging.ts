import { axisOf } from '../axes.ts';
import { GraphFault } from '../fault.ts';
import { optional, whole } from '../keys.ts';
import { type LayerKind, mergeLayer } from '../layer.ts';
import { type Shape, sameShape, sizeAt, sizeOf } from '../shape.ts';

/** Sizes are matched from the last axis; a missing one or a 1 stretches. @throws GraphFault `shape` */
function broadcast(className: string, a: Shape, b: Shape): Shape {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const missing = long.length - short.length;
  return long.map((size, axis) => {
    const other = axis < missing ? 1 : sizeAt(short, axis - missing);
    if (size === other || other === 1) return size;
    if (size === 1) return other;
    throw new GraphFault('shape', { kind: 'cannot-merge', layer: className, one: [...a], other: [...b] });
  });
}

/** @param perNumber operations per number beside those that join two inputs */
const elementwise = (className: string, perNumber = 0): LayerKind =>
  mergeLayer({
    className,
    keys: {},
    shape: (_config, inputs) => inputs.reduce((merged, each) => broadcast(className, merged, each)),
    flops: (_config, inputs, output) => (inputs.length - 1 + perNumber) * sizeOf(output),
  });

export const add = elementwise('Add');
export const multiply = elementwise('Multiply');
export const average = elementwise('Average', 1);

/** TF.js's gradient of these two forgets to sum over a stretched axis, so that training would fail. */
const extremum = (className: string): LayerKind =>
  mergeLayer({
    className,
    keys: {},
    shape: (_config, inputs) => {
      const merged = inputs.reduce((whole, each) => broadcast(className, whole, each));
      const stretched = inputs.find((each) => sizeOf(each) !== sizeOf(merged));
      if (!stretched) return merged;
      throw new GraphFault('shape', {
        kind: 'cannot-stretch',
        layer: className,
        from: [...stretched],
        to: [...merged],
      });
    },
    flops: (_config, inputs, output) => (inputs.length - 1) * sizeOf(output),
  });

export const maximum = extremum('Maximum');
export const minimum = extremum('Minimum');

/** TF.js joins along the last axis whenever the axis is negative; -1 is the only negative axis where that is right. */
export const concatenate = mergeLayer({
  className: 'Concatenate',
  keys: { axis: optional(whole(-1, 4), -1) },
  shape: ({ axis }, inputs) => {
    const [first = [], ...rest] = inputs;
    const index = axisOf(axis, first);
    const others = (shape: Shape) => shape.toSpliced(index, 1);
    const odd = rest.find((each) => each.length !== first.length || !sameShape(others(each), others(first)));
    if (odd) {
      throw new GraphFault('shape', {
        kind: 'cannot-join',
        axis: index + 1,
        one: [...first],
        other: [...odd],
      });
    }
    return first.with(
      index,
      inputs.reduce((sum, each) => sum + sizeAt(each, index), 0),
    );
  },
  detail: ({ axis }) => (axis === -1 ? [] : [`axis ${axis}`]),
});
