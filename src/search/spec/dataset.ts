/** The data of a run: which, made how, and which of its classes count. */
import * as v from 'valibot';
import { between, positive } from './ranges.ts';

const classIndex = v.pipe(v.number(), v.integer(), between(0, 9));

/** Which examples count, and as what: all ten classes, two of them, or one against all others. */
const labels = {
  labels: v.optional(v.picklist(['all', 'pair', 'one-against-rest']), 'all'),
  classA: v.optional(classIndex, 5),
  /** The other of a pair. */
  classB: v.optional(classIndex, 7),
};

/**
 * The MNIST-1D generator's parameters (Greydanus and Kobak 2024; names of the reference code in camel case).
 * `seed` 42 with the defaults gives the published arrays.
 */
const mnist1dSchema = v.object({
  id: v.literal('mnist1d'),
  ...labels,
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)), 42),
  /** Examples in all, split evenly over ten classes; four fifths train. */
  samples: v.optional(v.pipe(positive(50_000), v.multipleOf(10), v.minValue(100)), 5000),
  templateLength: v.optional(v.literal(12), 12),
  paddingMin: v.optional(v.pipe(v.number(), v.integer(), between(0, 60)), 36),
  paddingMax: v.optional(v.pipe(v.number(), v.integer(), between(0, 120)), 60),
  scale: v.optional(between(0, 2), 0.4),
  maxTranslation: v.optional(v.pipe(v.number(), v.integer(), between(1, 72)), 48),
  correlatedNoise: v.optional(between(0, 2), 0.25),
  independentNoise: v.optional(between(0, 2), 0.02),
  shear: v.optional(between(0, 3), 0.75),
  shuffleSequence: v.optional(v.boolean(), false),
  length: v.optional(v.pipe(v.number(), v.integer(), between(16, 128)), 40),
});

const fashionSchema = v.object({ id: v.literal('fashion-mnist'), ...labels });

export const datasetSchema = v.variant('id', [mnist1dSchema, fashionSchema]);
export type DatasetSpec = v.InferOutput<typeof datasetSchema>;
export type Mnist1dSpec = v.InferOutput<typeof mnist1dSchema>;
