import { GraphFault } from './fault.ts';
import type { Serialized } from './initializers.ts';
import { type Key, type Keys, badValue, optional, readConfig, real } from './keys.ts';

interface Spoken {
  readonly $regularizer: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const strength = optional(real(0, 1e6), 0.01);

/** TF.js has one class for all; the absent term is 0 (TF.js 4.22, `regularizers.ts`). */
const REGULARIZERS: Readonly<Record<string, { readonly keys: Keys; readonly absent: object }>> = {
  l1: { keys: { l1: strength }, absent: { l2: 0 } },
  l2: { keys: { l2: strength }, absent: { l1: 0 } },
  l1l2: { keys: { l1: strength, l2: strength }, absent: {} },
};

export const REGULARIZER_NAMES: readonly string[] = Object.keys(REGULARIZERS);

/** @throws GraphFault `bad-argument` */
export function serializeRegularizer(name: string, settings: Readonly<Record<string, unknown>>): Serialized {
  const regularizer = Object.hasOwn(REGULARIZERS, name) ? REGULARIZERS[name] : undefined;
  if (!regularizer) {
    throw new GraphFault('bad-argument', { kind: 'no-regularizer', name, names: [...REGULARIZER_NAMES] });
  }
  return { class_name: 'L1L2', config: { ...regularizer.absent, ...readConfig(regularizer.keys, settings) } };
}

const isSpoken = (value: unknown): value is Spoken =>
  typeof value === 'object' &&
  value !== null &&
  '$regularizer' in value &&
  typeof value.$regularizer === 'string' &&
  'config' in value &&
  typeof value.config === 'object';

/** The result of a call of `tf.regularizers`, or the one name that TF.js knows. */
export const regularizer: Key<Serialized | null> = {
  fallback: () => null,
  words: ['l1l2'],
  read(value, name) {
    if (value === 'l1l2' || value === 'L1L2') return serializeRegularizer('l1l2', {});
    if (isSpoken(value)) return serializeRegularizer(value.$regularizer, value.config);
    return badValue(name, { kind: 'regularizer' }, value);
  },
};
