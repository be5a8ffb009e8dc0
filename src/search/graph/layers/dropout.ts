import { nullable, rate, whole } from '../keys.ts';
import { layer } from '../layer.ts';

/** Active in training only, so that a forward pass costs nothing. */
export const dropout = layer({
  className: 'Dropout',
  counted: true,
  keys: { rate, seed: nullable(whole(0, 2 ** 31 - 1)) },
  shape: (_config, input) => input,
  detail: (config) => [`rate ${config.rate}`],
});
