import { axisOf } from '../axes.ts';
import { GraphFault } from '../fault.ts';
import { initializer } from '../initializers.ts';
import { type Key, badValue, flag, list, only, optional, real, whole } from '../keys.ts';
import { layer } from '../layer.ts';
import { regularizer } from '../regularizers.ts';
import { type Shape, sizeAt, sizeOf } from '../shape.ts';
import { weight } from '../weights.ts';

const axisKey = whole(-4, 4);

const affineKeys = {
  epsilon: optional(real(0, 1), 0.001),
  betaInitializer: initializer('zeros'),
  gammaInitializer: initializer('ones'),
  betaRegularizer: regularizer,
  gammaRegularizer: regularizer,
};

/** Both normalisations end in one kernel of TF.js, which knows no more axes. */
function atMostThreeAxes(className: string, input: Shape): Shape {
  if (input.length <= 3) return input;
  throw new GraphFault('shape', { kind: 'at-most-three-axes', layer: className, given: [...input] });
}

/** Four weights per channel, two of them the moving averages, which training updates but gradients do not. */
export const batchNormalization = layer({
  className: 'BatchNormalization',
  counted: true,
  keys: {
    axis: optional(axisKey, -1),
    momentum: optional(real(0, 1), 0.99),
    center: only(true, 'untrainable'),
    scale: only(true, 'untrainable'),
    movingMeanInitializer: initializer('zeros'),
    movingVarianceInitializer: initializer('ones'),
    ...affineKeys,
  },
  shape: ({ axis }, input) => {
    axisOf(axis, input);
    return atMostThreeAxes('BatchNormalization', input);
  },
  weights: (config, input) => {
    const channels = sizeAt(input, axisOf(config.axis, input));
    return [
      weight(config.gammaInitializer, channels),
      weight(config.betaInitializer, channels),
      weight(config.movingMeanInitializer, channels),
      weight(config.movingVarianceInitializer, channels),
    ];
  },
  // Subtract the mean, divide by the deviation, scale, shift.
  flops: (_config, input) => 4 * sizeOf(input),
});

const axesKey: Key<readonly number[]> = {
  fallback: () => [-1],
  read: (value, name) => (Array.isArray(value) ? list(-4, 4).read(value, name) : [axisKey.read(value, name)]),
};

export const layerNormalization = layer({
  className: 'LayerNormalization',
  counted: true,
  keys: { axis: axesKey, center: optional(flag, true), scale: optional(flag, true), ...affineKeys },
  shape: ({ axis }, input) => {
    const axes = axis.map((each) => axisOf(each, input));
    if (new Set(axes).size < axes.length) badValue('axis', { kind: 'without-repetition' }, axis);
    return atMostThreeAxes('LayerNormalization', input);
  },
  weights: (config, input) => {
    const sizes = config.axis.map((each) => sizeAt(input, axisOf(each, input)));
    return [
      ...(config.scale ? [weight(config.gammaInitializer, ...sizes)] : []),
      ...(config.center ? [weight(config.betaInitializer, ...sizes)] : []),
    ];
  },
  // Sum; subtract the mean; square and sum; divide by the deviation; then scale and shift.
  flops: ({ center, scale }, input) => (5 + Number(center) + Number(scale)) * sizeOf(input),
});
