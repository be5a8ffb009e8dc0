import { activation, activationDetail, activationFlops } from '../activations.ts';
import { nullable, whole } from '../keys.ts';
import { layer } from '../layer.ts';
import { channelsOf, sizeOf } from '../shape.ts';
import { bias, biasKeys, kernelKeys, weight } from '../weights.ts';

/** Acts on the last axis, at every position of the others alike. */
export const dense = layer({
  className: 'Dense',
  counted: true,
  keys: {
    units: whole(1),
    activation: activation(),
    ...kernelKeys,
    ...biasKeys,
    inputDim: nullable(whole(1)),
  },
  shape: ({ units }, input) => [...input.slice(0, -1), units],
  weights: (config, input) => [
    weight(config.kernelInitializer, channelsOf(input), config.units),
    ...bias(config, config.units),
  ],
  flops: (config, input, output) =>
    sizeOf(output) * (2 * channelsOf(input) + Number(config.useBias) + activationFlops(config.activation)),
  detail: (config) => [`${config.units} units`, ...activationDetail(config.activation)],
});
