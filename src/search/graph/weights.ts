import { type Serialized, initializer } from './initializers.ts';
import { flag, optional } from './keys.ts';
import type { Weight } from './layer.ts';
import { regularizer } from './regularizers.ts';
import type { Shape } from './shape.ts';

/** Settings of a layer with one kernel and a bias, with TF.js's defaults. */
export const kernelKeys = {
  kernelInitializer: initializer('glorotNormal'),
  kernelRegularizer: regularizer,
} as const;

export const biasKeys = {
  useBias: optional(flag, true),
  biasInitializer: initializer('zeros'),
  biasRegularizer: regularizer,
} as const;

export const weight = (initializer: Serialized, ...shape: Shape): Weight => ({ shape, initializer });

interface Biased {
  readonly useBias: boolean;
  readonly biasInitializer: Serialized;
}

export const bias = (config: Biased, size: number): readonly Weight[] =>
  config.useBias ? [weight(config.biasInitializer, size)] : [];
