/**
 * What each number in the form is called, may be and means. The ranges are those of the specification's schema;
 * a test holds the two together.
 */
import { m } from '../messages/messages.js';
import { decimal, typed } from '../views/format.ts';
import { ESTIMATOR_NUMBERS } from './estimatorFields.ts';
import { METHOD_NUMBERS } from './methodFields.ts';

export interface NumberInfo {
  /** In the page's language. */
  readonly label: () => string;
  readonly help: () => string;
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** The value must be a multiple of this. */
  readonly multipleOf?: number;
}

/**
 * Keyed by the place in the specification; budget and training length are keyed by unit, and what only one strategy or one
 * estimator has by that.
 */
export const NUMBERS = {
  ...METHOD_NUMBERS,
  ...ESTIMATOR_NUMBERS,
  'strategy.population': {
    label: m.fields_strategy_population,
    help: m.fields_strategy_population_help,
    min: 2,
    max: 1000,
    whole: true,
  },
  'strategy.sample': {
    label: m.fields_strategy_sample,
    help: m.fields_strategy_sample_help,
    min: 1,
    max: 1000,
    whole: true,
  },
  'strategy.edits': {
    label: m.fields_strategy_edits,
    help: m.fields_strategy_edits_help,
    min: 1,
    max: 5,
    whole: true,
  },
  'strategy.temperature': {
    label: m.fields_strategy_temperature,
    help: m.fields_strategy_temperature_help,
    min: 0,
    max: 2,
  },
  'strategy.topP': {
    label: m.fields_strategy_top_p,
    help: m.fields_strategy_top_p_help,
    min: 0.05,
    max: 1,
  },
  'strategy.maxTokens': {
    label: m.fields_strategy_max_tokens,
    help: m.fields_strategy_max_tokens_help,
    min: 64,
    max: 4096,
    whole: true,
  },
  'dataset.seed': {
    label: m.fields_dataset_seed,
    help: m.fields_dataset_seed_help,
    min: 0,
    max: 4294967295,
    whole: true,
  },
  'dataset.samples': {
    label: m.fields_dataset_samples,
    help: m.fields_dataset_samples_help,
    min: 100,
    max: 50000,
    whole: true,
    multipleOf: 10,
  },
  'dataset.length': {
    label: m.fields_dataset_length,
    help: m.fields_dataset_length_help,
    min: 16,
    max: 128,
    whole: true,
  },
  'dataset.paddingMin': {
    label: m.fields_dataset_padding_min,
    help: m.fields_dataset_padding_min_help,
    min: 0,
    max: 60,
    whole: true,
  },
  'dataset.paddingMax': {
    label: m.fields_dataset_padding_max,
    help: m.fields_dataset_padding_max_help,
    min: 0,
    max: 120,
    whole: true,
  },
  'dataset.scale': {
    label: m.fields_dataset_scale,
    help: m.fields_dataset_scale_help,
    min: 0,
    max: 2,
  },
  'dataset.maxTranslation': {
    label: m.fields_dataset_max_translation,
    help: m.fields_dataset_max_translation_help,
    min: 1,
    max: 72,
    whole: true,
  },
  'dataset.correlatedNoise': {
    label: m.fields_dataset_correlated_noise,
    help: m.fields_dataset_correlated_noise_help,
    min: 0,
    max: 2,
  },
  'dataset.independentNoise': {
    label: m.fields_dataset_independent_noise,
    help: m.fields_dataset_independent_noise_help,
    min: 0,
    max: 2,
  },
  'dataset.shear': {
    label: m.fields_dataset_shear,
    help: m.fields_dataset_shear_help,
    min: 0,
    max: 3,
  },
  validationFraction: {
    label: m.fields_validation_fraction,
    help: m.fields_validation_fraction_help,
    min: 0.02,
    max: 0.5,
  },
  'budget.evaluations': {
    label: m.fields_budget_evaluations,
    help: m.fields_budget_evaluations_help,
    min: 1,
    max: 100000,
    whole: true,
  },
  'budget.minutes': {
    label: m.fields_budget_minutes,
    help: m.fields_budget_minutes_help,
    min: 0.1,
    max: 10000,
  },
  'training.learningRate': {
    label: m.fields_training_learning_rate,
    help: m.fields_training_learning_rate_help,
    min: 0.000001,
    max: 10,
  },
  'training.weightDecay': {
    label: m.fields_training_weight_decay,
    help: m.fields_training_weight_decay_help,
    min: 0,
    max: 1,
  },
  'training.momentum': {
    label: m.fields_training_momentum,
    help: m.fields_training_momentum_help,
    min: 0,
    max: 0.999,
  },
  'training.batchSize': {
    label: m.fields_training_batch_size,
    help: m.fields_training_batch_size_help,
    min: 1,
    max: 4096,
    whole: true,
  },
  'training.steps': {
    label: m.fields_training_steps,
    help: m.fields_training_steps_help,
    min: 1,
    max: 1000000,
    whole: true,
  },
  'training.epochs': {
    label: m.fields_training_epochs,
    help: m.fields_training_epochs_help,
    min: 1,
    max: 10000,
    whole: true,
  },
  seed: {
    label: m.fields_seed,
    help: m.fields_seed_help,
    min: 0,
    max: 2147483647,
    whole: true,
  },
} as const satisfies Record<string, NumberInfo>;

export type NumberField = keyof typeof NUMBERS;

/** The range in words, as said under a field that holds something else. */
export const rangeWords = ({ min, max, whole, multipleOf }: NumberInfo): string =>
  multipleOf
    ? m.fields_multiple({ of: multipleOf, min, max })
    : whole
      ? m.fields_whole({ min, max })
      : m.fields_number({ min: decimal(min), max: decimal(max) });

/** The number that `text` stands for, if the field may hold it. */
export function readNumber(text: string, info: NumberInfo): number | undefined {
  const value = typed(text);
  if (!Number.isFinite(value) || value < info.min || value > info.max) return undefined;
  if (info.whole && !Number.isInteger(value)) return undefined;
  if (info.multipleOf && value % info.multipleOf !== 0) return undefined;
  return value;
}
