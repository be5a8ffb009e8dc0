import { Code, invoke } from './python.ts';

interface Serialized {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const isSerialized = (value: unknown): value is Serialized =>
  typeof value === 'object' && value !== null && 'class_name' in value && 'config' in value;

/** Those of Keras that stand for a variance scaling, by scale, mode and distribution. */
const SCALINGS: Readonly<Record<string, string>> = {
  '1 fan_avg uniform': 'glorot_uniform',
  '1 fan_avg normal': 'glorot_normal',
  '2 fan_in uniform': 'he_uniform',
  '2 fan_in normal': 'he_normal',
  '1 fan_in uniform': 'lecun_uniform',
  '1 fan_in normal': 'lecun_normal',
};

const NAMED: Readonly<Record<string, string>> = { Zeros: 'zeros', Ones: 'ones' };

/** An initialiser in Keras 3, by its name where that says all. */
export function kerasInitializer(value: unknown): string | Code {
  if (!isSerialized(value)) throw new TypeError('an initialiser is a class with its settings');
  const { class_name, config } = value;
  const { seed = null, ...settings } = config;
  const named = NAMED[class_name];
  if (named !== undefined) return named;
  if (class_name === 'Orthogonal' && settings['gain'] === 1 && seed === null) return 'orthogonal';
  if (class_name === 'VarianceScaling') {
    const { scale, mode, distribution } = settings;
    const known = SCALINGS[`${String(scale)} ${String(mode)} ${String(distribution)}`];
    if (known !== undefined && seed === null) return known;
  }
  const keywords = {
    ...settings,
    // What TF.js calls normal is cut off at two deviations, which Keras 3 says in its name.
    ...(settings['distribution'] === 'normal' && { distribution: 'truncated_normal' }),
    ...(seed !== null && { seed }),
  };
  return new Code(invoke(`keras.initializers.${class_name}`, [], keywords));
}

export function kerasRegularizer(value: unknown): Code | undefined {
  return isSerialized(value) ? new Code(invoke('keras.regularizers.L1L2', [], value.config)) : undefined;
}

/** TF.js's hard sigmoid has a slope of 0.2, Keras 3's one of 1/6; it is called `swish` there and `silu` in Keras. */
export function kerasActivation(value: unknown): string | Code {
  if (value === 'hard_sigmoid') return new Code('hard_sigmoid');
  return value === 'swish' ? 'silu' : String(value);
}
