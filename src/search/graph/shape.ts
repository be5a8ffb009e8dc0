/** Sizes of a tensor of one example: TF.js's shape without the batch axis. */
export type Shape = readonly number[];

/** Numbers in a tensor of this shape; 1 for a scalar. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** As people write it, e.g. `[28, 28, 1]`. */
export const shapeText = (shape: Shape): string => `[${shape.join(', ')}]`;

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** Size along an axis; a negative one counts from the end. @throws RangeError when there is no such axis */
export function sizeAt(shape: Shape, axis: number): number {
  const size = shape.at(axis);
  if (size === undefined) throw new RangeError(`no axis ${axis} in ${shapeText(shape)}`);
  return size;
}

/** Size of the last axis, where TF.js keeps channels, features and units. */
export const channelsOf = (shape: Shape): number => sizeAt(shape, -1);
