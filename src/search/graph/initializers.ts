import { GraphFault } from './fault.ts';
import {
  type Key,
  type Keys,
  badValue,
  choice,
  nullable,
  optional,
  readConfig,
  real,
  whole,
} from './keys.ts';
import type { Shape } from './shape.ts';

/** A class of TF.js with its settings, as saved models hold it; settings in camel case. */
export interface Serialized {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What `tf.initializers.name(settings)` crosses the sandbox's border as. */
interface Spoken {
  readonly $initializer: string;
  readonly config: Readonly<Record<string, unknown>>;
}

interface Initializer {
  readonly className: string;
  readonly keys: Keys;
  /** Settings that the name itself stands for. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

const anyNumber = real(-1e6, 1e6);
const seed = nullable(whole(0, 2 ** 31 - 1));
const normal: Keys = { mean: optional(anyNumber, 0), stddev: optional(real(0, 1e6), 0.05), seed };

/** TF.js saves the six named ones as the class they stand for. */
const scaling = (scale: number, mode: string, distribution: string): Initializer => ({
  className: 'VarianceScaling',
  keys: { seed },
  fixed: { scale, mode, distribution },
});

/** By the name under which TF.js offers each, with its defaults (TF.js 4.22, `initializers.ts`). */
const INITIALIZERS: Readonly<Record<string, Initializer>> = {
  zeros: { className: 'Zeros', keys: {} },
  ones: { className: 'Ones', keys: {} },
  constant: { className: 'Constant', keys: { value: anyNumber } },
  randomUniform: {
    className: 'RandomUniform',
    keys: { minval: optional(anyNumber, -0.05), maxval: optional(anyNumber, 0.05), seed },
  },
  randomNormal: { className: 'RandomNormal', keys: normal },
  truncatedNormal: { className: 'TruncatedNormal', keys: normal },
  identity: { className: 'Identity', keys: { gain: optional(anyNumber, 1) } },
  orthogonal: { className: 'Orthogonal', keys: { gain: optional(anyNumber, 1), seed } },
  varianceScaling: {
    className: 'VarianceScaling',
    keys: {
      scale: optional(real(0, 1e6), 1),
      mode: optional(choice('fanIn', 'fanOut', 'fanAvg'), 'fanIn'),
      distribution: optional(choice('normal', 'uniform'), 'normal'),
      seed,
    },
  },
  glorotUniform: scaling(1, 'fanAvg', 'uniform'),
  glorotNormal: scaling(1, 'fanAvg', 'normal'),
  heUniform: scaling(2, 'fanIn', 'uniform'),
  heNormal: scaling(2, 'fanIn', 'normal'),
  leCunUniform: scaling(1, 'fanIn', 'uniform'),
  leCunNormal: scaling(1, 'fanIn', 'normal'),
};

export const INITIALIZER_NAMES: readonly string[] = Object.keys(INITIALIZERS);

/** @throws GraphFault `bad-argument` */
export function serializeInitializer(name: string, settings: Readonly<Record<string, unknown>>): Serialized {
  const initializer = Object.hasOwn(INITIALIZERS, name) ? INITIALIZERS[name] : undefined;
  if (!initializer) {
    throw new GraphFault('bad-argument', { kind: 'no-initializer', name, names: [...INITIALIZER_NAMES] });
  }
  return {
    class_name: initializer.className,
    config: { ...initializer.fixed, ...readConfig(initializer.keys, settings) },
  };
}

/** `constant` must be told its value, so its name alone will not do. */
const NAMED_ALONE = INITIALIZER_NAMES.filter((name) =>
  Object.values(INITIALIZERS[name]?.keys ?? {}).every(({ fallback }) => fallback),
);

const isSpoken = (value: unknown): value is Spoken =>
  typeof value === 'object' &&
  value !== null &&
  '$initializer' in value &&
  typeof value.$initializer === 'string' &&
  'config' in value &&
  typeof value.config === 'object';

/** A name, or the result of a call of `tf.initializers`. */
export const initializer = (fallback: string): Key<Serialized> => ({
  fallback: () => serializeInitializer(fallback, {}),
  words: NAMED_ALONE,
  read(value, name) {
    // TF.js takes the class's own name too.
    if (typeof value === 'string')
      return serializeInitializer(value.charAt(0).toLowerCase() + value.slice(1), {});
    if (isSpoken(value)) return serializeInitializer(value.$initializer, value.config);
    return badValue(name, { kind: 'initializer' }, value);
  },
});

/** Two initialisers are made for matrices only. @throws GraphFault when one is given another shape to fill */
export function checkInitializer({ class_name }: Serialized, shape: Shape): void {
  const square = shape.length === 2 && shape[0] === shape[1];
  if (class_name === 'Identity' && !square) {
    throw new GraphFault('bad-argument', { kind: 'fills-squares', given: [...shape] });
  }
  if (class_name === 'Orthogonal' && shape.length < 2) {
    throw new GraphFault('bad-argument', { kind: 'fills-matrices', given: [...shape] });
  }
}
