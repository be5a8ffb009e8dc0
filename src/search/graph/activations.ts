import type { Wanted } from '../faults/wanted.ts';
import { type Key, badValue, optional } from './keys.ts';

/**
 * The activations that TF.js 4.22 registers, but for `gelu_new`: TF.js rewrites that name to `geluNew` when it reads
 * a saved model, and then does not find it.
 */
const ACTIVATIONS = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'swish',
  'mish',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softmax',
  'logSoftmax',
  'softplus',
  'softsign',
] as const;

export type Activation = (typeof ACTIVATIONS)[number];

/** What other frameworks call them. */
const OTHER_NAMES: Readonly<Record<string, Extract<Wanted, { kind: 'activation' }>['mend']>> = {
  silu: { kind: 'write', name: 'swish' },
  hard_sigmoid: { kind: 'write', name: 'hardSigmoid' },
  log_softmax: { kind: 'write', name: 'logSoftmax' },
  gelu_new: { kind: 'write', name: 'gelu' },
  leakyRelu: { kind: 'use', layer: 'tf.layers.leakyReLU' },
  leakyReLU: { kind: 'use', layer: 'tf.layers.leakyReLU' },
  leaky_relu: { kind: 'use', layer: 'tf.layers.leakyReLU' },
  prelu: { kind: 'use', layer: 'tf.layers.prelu' },
};

export const activationKey: Key<Activation> = {
  words: ACTIVATIONS,
  read(value, name) {
    const found = ACTIVATIONS.find((each) => each === value);
    if (found) return found;
    const mend =
      typeof value === 'string' && Object.hasOwn(OTHER_NAMES, value) ? OTHER_NAMES[value] : undefined;
    return badValue(name, { kind: 'activation', names: [...ACTIVATIONS], ...(mend && { mend }) }, value);
  },
};

export const activation = (fallback: Activation = 'linear') => optional(activationKey, fallback);

/** Operations per number: an activation counts as one, whatever it is; `linear` does nothing. */
export const activationFlops = (name: Activation): number => (name === 'linear' ? 0 : 1);

/** For a label; nothing when there is nothing to say. */
export const activationDetail = (name: Activation): readonly string[] => (name === 'linear' ? [] : [name]);
