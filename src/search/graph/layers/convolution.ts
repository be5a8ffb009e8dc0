import { activation, activationDetail, activationFlops } from '../activations.ts';
import { initializer } from '../initializers.ts';
import { badValue, channelsLast, choice, type Key, optional, perAxis, whole } from '../keys.ts';
import { type LayerKind, layer } from '../layer.ts';
import { regularizer } from '../regularizers.ts';
import { type Shape, channelsOf, sizeOf } from '../shape.ts';
import { bias, biasKeys, kernelKeys, weight } from '../weights.ts';
import { type Padding, paddingDetail, stridesDetail, windowPositions, windowText } from './windows.ts';

const AXES = [
  ['length', 'channels'],
  ['height', 'width', 'channels'],
] as const;

/** TF.js computes dilated convolutions but has no gradient for them. */
const undilated = (rank: number): Key<readonly number[]> => ({
  fallback: () => Array.from({ length: rank }, () => 1),
  read(value, name) {
    const rates = perAxis(rank).read(value, name);
    return rates.every((each) => each === 1) ? rates : badValue(name, { kind: 'undilated' }, value);
  },
});

const windowKeys = (rank: number) => ({
  kernelSize: perAxis(rank),
  strides: optional(
    perAxis(rank),
    Array.from({ length: rank }, () => 1),
  ),
  padding: optional(choice('valid', 'same'), 'valid'),
  dataFormat: channelsLast,
  dilationRate: undilated(rank),
  activation: activation(),
});

const convolution = (rank: 1 | 2): LayerKind =>
  layer({
    className: `Conv${rank}D`,
    counted: true,
    axes: AXES[rank - 1],
    keys: { filters: whole(1), ...windowKeys(rank), ...kernelKeys, ...biasKeys },
    shape: (config, input) => slide(config, input, config.filters),
    weights: (config, input) => [
      weight(config.kernelInitializer, ...config.kernelSize, channelsOf(input), config.filters),
      ...bias(config, config.filters),
    ],
    flops: (config, input, output) =>
      sizeOf(output) *
      (2 * sizeOf(config.kernelSize) * channelsOf(input) +
        Number(config.useBias) +
        activationFlops(config.activation)),
    detail: (config) => [
      `${config.filters} filters`,
      `kernel ${windowText(config.kernelSize)}`,
      ...stridesDetail(config.strides),
      ...paddingDetail(config.padding),
      ...activationDetail(config.activation),
    ],
  });

export const conv1d = convolution(1);
export const conv2d = convolution(2);

const depthwiseKeys = {
  depthMultiplier: optional(whole(1), 1),
  depthwiseRegularizer: regularizer,
};

interface Sliding {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
}

/** Every position of the window, with so many channels. */
const slide = ({ kernelSize, strides, padding }: Sliding, input: Shape, channels: number): Shape => [
  ...windowPositions(input.slice(0, -1), kernelSize, strides, padding),
  channels,
];

export const depthwiseConv2d = layer({
  className: 'DepthwiseConv2D',
  counted: true,
  axes: AXES[1],
  keys: {
    ...windowKeys(2),
    ...depthwiseKeys,
    depthwiseInitializer: initializer('glorotNormal'),
    ...biasKeys,
  },
  shape: (config, input) => slide(config, input, channelsOf(input) * config.depthMultiplier),
  weights: (config, input) => [
    weight(config.depthwiseInitializer, ...config.kernelSize, channelsOf(input), config.depthMultiplier),
    ...bias(config, channelsOf(input) * config.depthMultiplier),
  ],
  flops: (config, _input, output) =>
    sizeOf(output) *
    (2 * sizeOf(config.kernelSize) + Number(config.useBias) + activationFlops(config.activation)),
  detail: (config) => [
    `kernel ${windowText(config.kernelSize)}`,
    ...(config.depthMultiplier > 1 ? [`multiplier ${config.depthMultiplier}`] : []),
    ...stridesDetail(config.strides),
    ...paddingDetail(config.padding),
    ...activationDetail(config.activation),
  ],
});

/** A depthwise convolution followed by one of kernel 1 that mixes the channels. */
export const separableConv2d = layer({
  className: 'SeparableConv2D',
  counted: true,
  axes: AXES[1],
  keys: {
    filters: whole(1),
    ...windowKeys(2),
    ...depthwiseKeys,
    depthwiseInitializer: initializer('glorotUniform'),
    pointwiseInitializer: initializer('glorotUniform'),
    pointwiseRegularizer: regularizer,
    ...biasKeys,
  },
  shape: (config, input) => slide(config, input, config.filters),
  weights: (config, input) => {
    const between = channelsOf(input) * config.depthMultiplier;
    return [
      weight(config.depthwiseInitializer, ...config.kernelSize, channelsOf(input), config.depthMultiplier),
      weight(config.pointwiseInitializer, 1, 1, between, config.filters),
      ...bias(config, config.filters),
    ];
  },
  flops: (config, input, output) => {
    const between = channelsOf(input) * config.depthMultiplier;
    const perPosition =
      2 * sizeOf(config.kernelSize) * between +
      config.filters * (2 * between + Number(config.useBias) + activationFlops(config.activation));
    return sizeOf(output.slice(0, -1)) * perPosition;
  },
  detail: (config) => [
    `${config.filters} filters`,
    `kernel ${windowText(config.kernelSize)}`,
    ...(config.depthMultiplier > 1 ? [`multiplier ${config.depthMultiplier}`] : []),
    ...stridesDetail(config.strides),
    ...paddingDetail(config.padding),
    ...activationDetail(config.activation),
  ],
});
