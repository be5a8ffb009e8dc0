import { activationDetail, activationFlops, activationKey } from '../activations.ts';
import { axisOf } from '../axes.ts';
import { GraphFault } from '../fault.ts';
import { initializer } from '../initializers.ts';
import { type Key, list, nullable, only, optional, real, whole } from '../keys.ts';
import { layer } from '../layer.ts';
import { regularizer } from '../regularizers.ts';
import { type Shape, sizeOf } from '../shape.ts';
import { weight } from '../weights.ts';

const onePerNumber = (_config: object, input: Shape) => sizeOf(input);
const unchanged = (_config: object, input: Shape) => input;

export const activationLayer = layer({
  className: 'Activation',
  counted: true,
  keys: { activation: activationKey },
  shape: unchanged,
  flops: (config, input) => sizeOf(input) * activationFlops(config.activation),
  detail: (config) => activationDetail(config.activation),
});

export const reLU = layer({
  className: 'ReLU',
  counted: true,
  keys: { maxValue: nullable(real(0, 1e6)) },
  shape: unchanged,
  flops: onePerNumber,
  detail: ({ maxValue }) => (maxValue === null ? [] : [`up to ${maxValue}`]),
});

export const leakyReLU = layer({
  className: 'LeakyReLU',
  counted: true,
  keys: { alpha: optional(real(0, 1e6), 0.3) },
  shape: unchanged,
  flops: onePerNumber,
  detail: ({ alpha }) => [`slope ${alpha}`],
});

export const elu = layer({
  className: 'ELU',
  counted: true,
  keys: { alpha: only(1, 'no-other-alpha') },
  shape: unchanged,
  flops: onePerNumber,
});

const sharedAxesKey: Key<readonly number[] | null> = {
  fallback: () => null,
  read: (value, name) =>
    Array.isArray(value) ? list(1, 4).read(value, name) : [whole(1, 4).read(value, name)],
};

/** Learns a slope for every number of its input, or one along each of `sharedAxes`. */
export const prelu = layer({
  className: 'PReLU',
  counted: true,
  keys: { alphaInitializer: initializer('zeros'), alphaRegularizer: regularizer, sharedAxes: sharedAxesKey },
  shape: ({ sharedAxes }, input) => {
    sharedAxes?.forEach((axis) => axisOf(axis, input, 'sharedAxes'));
    return input;
  },
  weights: (config, input) => [
    weight(
      config.alphaInitializer,
      ...input.map((size, index) => (config.sharedAxes?.includes(index + 1) ? 1 : size)),
    ),
  ],
  flops: onePerNumber,
});

/** TF.js computes it along the last axis only, though its default is the first after the batch. */
export const softmax = layer({
  className: 'Softmax',
  counted: true,
  keys: { axis: optional(whole(-1, 4), 1) },
  shape: ({ axis }, input) => {
    if (axisOf(axis, input) === input.length - 1) return input;
    throw new GraphFault('bad-argument', { kind: 'softmax-axis', axis });
  },
  flops: onePerNumber,
});
