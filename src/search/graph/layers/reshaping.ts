import { GraphFault } from '../fault.ts';
import { type Key, badValue, channelsLast, choice, list, optional, perAxis } from '../keys.ts';
import { layer } from '../layer.ts';
import { channelsOf, shapeText, sizeAt, sizeOf } from '../shape.ts';

export const flatten = layer({
  className: 'Flatten',
  keys: { dataFormat: channelsLast },
  shape: (_config, input) => {
    if (input.length >= 2) return [sizeOf(input)];
    throw new GraphFault('shape', { kind: 'flat-already', given: [...input] });
  },
});

const targetShapeKey: Key<readonly number[]> = {
  read(value, name) {
    if (Array.isArray(value) && value.some((size) => size === -1 || size === null)) {
      badValue(name, { kind: 'written-sizes' }, value);
    }
    return list(1, 1_000_000).read(value, name);
  },
};

export const reshape = layer({
  className: 'Reshape',
  keys: { targetShape: targetShapeKey },
  shape: ({ targetShape }, input) => {
    if (sizeOf(targetShape) === sizeOf(input)) return targetShape;
    throw new GraphFault('shape', {
      kind: 'other-size',
      to: [...targetShape],
      needs: sizeOf(targetShape),
      given: [...input],
      has: sizeOf(input),
    });
  },
  detail: ({ targetShape }) => [shapeText(targetShape)],
});

/** Axes are counted from 1, the batch being 0. */
export const permute = layer({
  className: 'Permute',
  keys: { dims: list(1, 4) },
  shape: ({ dims }, input) => {
    const wanted = input.map((_size, index) => index + 1);
    if (wanted.length !== dims.length || !wanted.every((axis) => dims.includes(axis))) {
      badValue('dims', { kind: 'order', axes: wanted, shape: [...input] }, dims);
    }
    return dims.map((axis) => sizeAt(input, axis - 1));
  },
  detail: ({ dims }) => [shapeText(dims)],
});

type Sides = readonly (readonly number[])[];

/** One number for all sides, `[rows, columns]`, or `[[top, bottom], [left, right]]`; kept in the last form. */
const paddingKey: Key<Sides> = {
  fallback: () => [
    [1, 1],
    [1, 1],
  ],
  read(value, name) {
    const side = perAxis(2, 0);
    if (!Array.isArray(value)) return [side.read(value, name), side.read(value, name)];
    if (value.length !== 2) badValue(name, { kind: 'number-or-pair' }, value);
    return value.map((each: unknown) => side.read(each, name));
  },
};

export const zeroPadding2d = layer({
  className: 'ZeroPadding2D',
  axes: ['height', 'width', 'channels'],
  keys: { padding: paddingKey, dataFormat: channelsLast },
  shape: ({ padding }, input) => [
    ...padding.map((sides, axis) => sizeAt(input, axis) + sides.reduce((sum, each) => sum + each, 0)),
    channelsOf(input),
  ],
  detail: ({ padding: [rows = [], columns = []] }) => [
    `rows ${rows.join('+')}`,
    `columns ${columns.join('+')}`,
  ],
});

/** TF.js takes no single number here. */
const factorsKey: Key<readonly number[]> = {
  read: (value, name) =>
    Array.isArray(value) ? perAxis(2).read(value, name) : badValue(name, { kind: 'pair' }, value),
};

/** Linear interpolation along two axes: three interpolations of three operations each. */
const BILINEAR_FLOPS = 9;

export const upSampling2d = layer({
  className: 'UpSampling2D',
  axes: ['height', 'width', 'channels'],
  keys: {
    size: optional(factorsKey, [2, 2]),
    dataFormat: channelsLast,
    interpolation: optional(choice('nearest', 'bilinear'), 'nearest'),
  },
  shape: ({ size }, input) => [
    ...size.map((factor, axis) => factor * sizeAt(input, axis)),
    channelsOf(input),
  ],
  flops: ({ interpolation }, _input, output) =>
    interpolation === 'bilinear' ? BILINEAR_FLOPS * sizeOf(output) : 0,
  detail: ({ size, interpolation }) => [
    `times ${size.join('x')}`,
    ...(interpolation === 'bilinear' ? ['bilinear'] : []),
  ],
});
