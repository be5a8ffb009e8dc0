import type { TopologyLayer } from '../domain.ts';
import { kerasActivation, kerasInitializer, kerasRegularizer } from './kerasValues.ts';
import { Code, invoke } from './python.ts';

type Config = TopologyLayer['config'];

/** Settings of TF.js that Keras 3 lacks or that a candidate cannot change. */
const DROPPED = new Set([
  'name',
  'dtype',
  'data_format',
  'dilation_rate',
  'input_dim',
  'input_shape',
  'batch_input_shape',
  'stateful',
  'return_state',
  'implementation',
]);

/** What Keras 3 takes where nothing is said; a setting equal to it is left out. JSON, as written by `JSON.stringify`. */
const USUAL: Readonly<Record<string, string>> = {
  trainable: 'true',
  use_bias: 'true',
  activation: '"linear"',
  padding: '"valid"',
  depth_multiplier: '1',
  dropout: '0',
  recurrent_dropout: '0',
  return_sequences: 'false',
  go_backwards: 'false',
  merge_mode: '"concat"',
  center: 'true',
  scale: 'true',
  bias_initializer: '"zeros"',
  beta_initializer: '"zeros"',
  moving_mean_initializer: '"zeros"',
  alpha_initializer: '"zeros"',
  gamma_initializer: '"ones"',
  moving_variance_initializer: '"ones"',
  recurrent_initializer: '"orthogonal"',
};

/** Settings that come first and without their names. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  Dense: ['units'],
  Conv1D: ['filters', 'kernel_size'],
  Conv2D: ['filters', 'kernel_size'],
  SeparableConv2D: ['filters', 'kernel_size'],
  DepthwiseConv2D: ['kernel_size'],
  SimpleRNN: ['units'],
  GRU: ['units'],
  LSTM: ['units'],
  Bidirectional: ['layer'],
  Dropout: ['rate'],
  Activation: ['activation'],
  Reshape: ['target_shape'],
  Permute: ['dims'],
};

/** TF.js runs recurrent layers with tanh where Keras does too, so that only another is worth a word. */
const usualActivation = (className: string): string =>
  ['SimpleRNN', 'GRU', 'LSTM'].includes(className) ? '"tanh"' : '"linear"';

const isWrapped = (value: unknown): value is { readonly class_name: string; readonly config: Config } =>
  typeof value === 'object' && value !== null && 'class_name' in value;

function valueOf(key: string, value: unknown): unknown {
  if (key.endsWith('_initializer')) return kerasInitializer(value);
  if (key.endsWith('_regularizer')) return kerasRegularizer(value);
  if (key === 'activation' || key === 'recurrent_activation') return kerasActivation(value);
  if (key === 'layer' && isWrapped(value)) return new Code(kerasLayer(value.class_name, value.config));
  return value ?? undefined;
}

/** Keras' own names for what TF.js calls otherwise. */
const renamed = (className: string, key: string): string =>
  className === 'LeakyReLU' && key === 'alpha' ? 'negative_slope' : key;

/**
 * A layer of a topology as a call of its constructor in Keras 3. What Keras takes anyway is left out.
 *
 * @param name given to the layer; a wrapped one has none
 */
export function kerasLayer(className: string, config: Config, name?: string): string {
  const first = POSITIONAL[className] ?? [];
  const isUsual = (key: string, value: unknown): boolean => {
    if (first.includes(key)) return false;
    if (key === 'strides' && !className.includes('Pooling'))
      return (value as readonly number[]).every((stride) => stride === 1);
    return JSON.stringify(value) === (key === 'activation' ? usualActivation(className) : USUAL[key]);
  };
  const settings = Object.entries(config)
    .filter(([key]) => !DROPPED.has(key))
    .map(([key, value]) => [key, valueOf(key, value)] as const)
    .filter(([key, value]) => value !== undefined && !isUsual(key, value));
  const keywords = Object.fromEntries(
    settings.filter(([key]) => !first.includes(key)).map(([key, value]) => [renamed(className, key), value]),
  );
  const known = Object.fromEntries(settings);
  if (className === 'UpSampling2D' && config['interpolation'] === 'bilinear')
    return invoke('UpSampleTowardsNext', [config['size']], { name });
  return invoke(
    `keras.layers.${className}`,
    first.map((key) => known[key]),
    { ...keywords, ...(className === 'ELU' && { alpha: undefined }), name },
  );
}
