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
const OTHER_NAMES: Readonly<Record<string, string>> = {
  silu: "write 'swish'",
  hard_sigmoid: "write 'hardSigmoid'",
  log_softmax: "write 'logSoftmax'",
  gelu_new: "write 'gelu'",
  leakyRelu: 'use tf.layers.leakyReLU',
  leakyReLU: 'use tf.layers.leakyReLU',
  leaky_relu: 'use tf.layers.leakyReLU',
  prelu: 'use tf.layers.prelu',
};

export const activationKey: Key<Activation> = {
  words: ACTIVATIONS,
  read(value, name) {
    const found = ACTIVATIONS.find((each) => each === value);
    if (found) return found;
    const mend =
      typeof value === 'string' && Object.hasOwn(OTHER_NAMES, value) ? ` (${OTHER_NAMES[value]})` : '';
    return badValue(name, `one of ${ACTIVATIONS.join(', ')}${mend}`, value);
  },
};

export const activation = (fallback: Activation = 'linear') => optional(activationKey, fallback);

/** Operations per number: an activation counts as one, whatever it is; `linear` does nothing. */
export const activationFlops = (name: Activation): number => (name === 'linear' ? 0 : 1);

/** For a label; nothing when there is nothing to say. */
export const activationDetail = (name: Activation): readonly string[] => (name === 'linear' ? [] : [name]);
