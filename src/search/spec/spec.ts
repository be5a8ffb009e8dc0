/** Everything that defines a run: what the form shows, the address bar carries and a saved run begins with. */
import * as v from 'valibot';
import type { BackendName } from '../domain.ts';
import { type Result, err, ok } from '../result.ts';

const positive = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));
const between = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));

/**
 * The MNIST-1D generator's parameters (Greydanus and Kobak 2024; names of the reference code in camel case).
 * `seed` 42 with the defaults gives the published arrays.
 */
const mnist1dSchema = v.object({
  id: v.literal('mnist1d'),
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

const fashionSchema = v.object({ id: v.literal('fashion-mnist') });

export const datasetSchema = v.variant('id', [mnist1dSchema, fashionSchema]);
export type DatasetSpec = v.InferOutput<typeof datasetSchema>;
export type Mnist1dSpec = v.InferOutput<typeof mnist1dSchema>;

const randomSchema = v.object({ id: v.literal('random') });

/** Regularised evolution (Real et al. 2019, section 3; NATS-Bench's small setting is P = 10, S = 3). */
const aging = {
  population: v.optional(v.pipe(positive(1000), v.minValue(2)), 10),
  /** Contestants per tournament; the fittest of them becomes the parent. */
  sample: v.optional(positive(1000), 3),
};

const evolutionSchema = v.object({
  id: v.literal('evolution'),
  ...aging,
  /** Edits applied to a parent's program to make a child. */
  edits: v.optional(positive(5), 1),
});

/** Regularised evolution in which a language model writes the children. */
const llmSchema = v.object({
  id: v.literal('llm'),
  ...aging,
  temperature: v.optional(between(0, 2), 0.7),
  topP: v.optional(between(0.05, 1), 0.95),
  maxTokens: v.optional(v.pipe(positive(4096), v.minValue(64)), 640),
  /** Hold the model to a grammar of programs: what it writes then always parses. */
  constrained: v.optional(v.boolean(), false),
});

export const strategySchema = v.variant('id', [randomSchema, evolutionSchema, llmSchema]);
export type StrategySpec = v.InferOutput<typeof strategySchema>;
export type StrategyId = StrategySpec['id'];
export type EvolutionSpec = v.InferOutput<typeof evolutionSchema>;
export type LlmSpec = v.InferOutput<typeof llmSchema>;

export const trainingSchema = v.object({
  optimizer: v.optional(v.picklist(['adamw', 'sgd']), 'adamw'),
  learningRate: v.optional(between(1e-6, 10), 0.01),
  schedule: v.optional(v.picklist(['constant', 'cosine']), 'cosine'),
  /** Decoupled (Loshchilov and Hutter 2019) for AdamW; with SGD likewise. */
  weightDecay: v.optional(between(0, 1), 0.0001),
  /** Nesterov-free momentum, SGD only. */
  momentum: v.optional(between(0, 0.999), 0.9),
  batchSize: v.optional(v.pipe(positive(4096), v.minValue(4)), 128),
  /** Training length; an epoch is one pass over the training split. */
  length: v.optional(
    v.variant('unit', [
      v.object({ unit: v.literal('steps'), count: positive(1_000_000) }),
      v.object({ unit: v.literal('epochs'), count: positive(10_000) }),
    ]),
    { unit: 'steps', count: 400 },
  ),
});
export type TrainingSpec = v.InferOutput<typeof trainingSchema>;

/** Counts every proposal, whatever became of it: an invalid program costs its method a place. */
const budgetSchema = v.variant('unit', [
  v.object({ unit: v.literal('evaluations'), count: positive(100_000) }),
  v.object({ unit: v.literal('minutes'), count: between(0.1, 10_000) }),
]);
export type Budget = v.InferOutput<typeof budgetSchema>;

export const SPEC_VERSION = 1;

export const specSchema = v.object({
  version: v.optional(v.literal(SPEC_VERSION, 'is of another version of this page'), SPEC_VERSION),
  strategy: v.optional(strategySchema, { id: 'llm' }),
  /** Run random search beside the strategy, with the same budget and seed. */
  baseline: v.optional(v.boolean(), true),
  dataset: v.optional(datasetSchema, { id: 'mnist1d' }),
  /** Of the training data, held out to score candidates. EvoPrompting holds out 500 of 4,000. */
  validationFraction: v.optional(between(0.02, 0.5), 0.125),
  budget: v.optional(budgetSchema, { unit: 'evaluations', count: 40 }),
  training: v.optional(trainingSchema, {}),
  backend: v.optional(v.picklist(['auto', 'webgpu', 'wasm', 'cpu']), 'auto'),
  /** Networks trained at once, each in a worker of its own; 0 = as many as the machine suggests. */
  workers: v.optional(v.pipe(v.number(), v.integer(), between(0, 16)), 0),
  seed: v.optional(v.pipe(v.number(), v.integer(), between(0, 2 ** 31 - 1)), 1),
});

export type RunSpec = v.InferOutput<typeof specSchema>;
export type BackendChoice = BackendName | 'auto';

/**
 * Whether random search runs beside the strategy. It is its own baseline: beside itself it would only make the same
 * draws twice.
 */
export const hasBaseline = ({ baseline, strategy }: Pick<RunSpec, 'baseline' | 'strategy'>): boolean =>
  baseline && strategy.id !== 'random';

/** What may change while a run is under way; takes effect with the next candidate. */
export type SpecPatch = Partial<Pick<RunSpec, 'strategy' | 'budget' | 'training' | 'workers' | 'baseline'>>;

/** Fills in the defaults. The fault names the field, what it was and what it may be. */
export function parseSpec(input: unknown): Result<RunSpec, string> {
  const parsed = v.safeParse(specSchema, input);
  if (parsed.success) return ok(parsed.output);
  return err(
    parsed.issues
      .map((issue) => `${v.getDotPath(issue) ?? 'the specification'}: ${issue.message}`)
      .join('; '),
  );
}

export const defaultSpec = (): RunSpec => v.parse(specSchema, {});

export const defaultEvolution = (): EvolutionSpec => v.parse(evolutionSchema, { id: 'evolution' });
