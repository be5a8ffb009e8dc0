/** Everything that defines a run: what the form shows, the address bar carries and a saved run begins with. */
import * as v from 'valibot';
import type { BackendName } from '../domain.ts';
import { type Result, err, ok } from '../result.ts';

const positive = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));
const between = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));

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

/** How a model is made to write, for every method in which one does. */
const writing = {
  topP: v.optional(between(0.05, 1), 0.95),
  maxTokens: v.optional(v.pipe(positive(4096), v.minValue(64)), 640),
  /** Hold the model to a grammar of programs: what it writes then always parses. */
  constrained: v.optional(v.boolean(), false),
};

/** What came after the three papers, to be switched on with any method in which a model writes. */
const switches = {
  /** Searches side by side that know nothing of each other but by migration (Romera-Paredes et al. 2024, FunSearch). */
  islands: v.optional(positive(8), 1),
  /** Candidates of all islands between two migrations: the best of each moves on to the next. */
  migrationEvery: v.optional(positive(10_000), 20),
  /** Candidates between two resets: the worse half of the islands begins anew from the best of another. */
  resetEvery: v.optional(positive(10_000), 60),
  /** Order and choice of the examples in a prompt. */
  examples: v.optional(v.picklist(['as-published', 'ascending', 'top-and-diverse']), 'as-published'),
  /** Show the model its last five attempts as problem, change and outcome (Feedback Memory 2026). */
  failures: v.optional(v.boolean(), false),
  /** Choose kinds of prompt and temperatures by an upper confidence bound (Auer et al. 2002; ShinkaEvolve 2025). */
  bandit: v.optional(v.boolean(), false),
  /** Every ten candidates the model draws up to five rules from what worked, which stand in the prompts after. */
  scratchpad: v.optional(v.boolean(), false),
};

/** Regularised evolution in which a language model writes the children. */
const llmSchema = v.object({
  id: v.literal('llm'),
  ...aging,
  temperature: v.optional(between(0, 2), 0.7),
  ...writing,
  ...switches,
});

/** EvoPrompting (Chen et al. 2023). The defaults finish in minutes; the paper's own are a preset. */
const evoPromptingSchema = v.object({
  id: v.literal('evoprompting'),
  /** Few-shot prompts built in each round: m, 10 in the paper. */
  prompts: v.optional(positive(100), 4),
  /** Samples of each prompt: n, 16 in the paper. */
  samples: v.optional(positive(100), 4),
  /** Parents shown in a prompt: k, 2 in the paper. */
  parents: v.optional(positive(4), 2),
  /** Survivors of a round, which are the parents of the next: p, 10 in the paper. */
  survivors: v.optional(positive(100), 4),
  /** Children of at least this error are dropped: alpha. */
  errorCeiling: v.optional(between(0.01, 1), 0.5),
  /** The whole method, or one of the paper's ablations (section 4.1). */
  variant: v.optional(v.picklist(['full', 'no-tuning', 'random-parents', 'naive']), 'full'),
  /** Steps of tuning between two rounds. */
  tuningSteps: v.optional(positive(1000), 20),
  ...writing,
  ...switches,
});

/** LLMatic (Nasir et al. 2024). The defaults finish in minutes; the paper's own are a preset. */
const llmaticSchema = v.object({
  id: v.literal('llmatic'),
  /** Niches of each of the two archives: 100 in the code. */
  niches: v.optional(v.pipe(positive(400), v.minValue(4)), 36),
  /** Children of a generation: 10 in the paper's budget. */
  batch: v.optional(positive(100), 4),
  /** Networks and prompts that must be in the archives before the warm-up ends: 10 and 20 in the code. */
  warmNetworks: v.optional(positive(100), 4),
  warmPrompts: v.optional(positive(100), 6),
  /** Chance of a generation to mutate rather than cross over: 0.7 in the paper, 0.85 in the code. */
  mutation: v.optional(between(0, 1), 0.7),
  /** Where temperatures start: 0.7 in the paper, 0.6 in the code. */
  temperature: v.optional(between(0.1, 1), 0.7),
  /** Whether a child begins with its parent's weights. */
  inherits: v.optional(v.boolean(), true),
  /** The whole method, or one of the paper's ablations. */
  variant: v.optional(
    v.picklist(['full', 'network-archive', 'prompt-archive', 'mutation-only', 'crossover-only', 'random']),
    'full',
  ),
  ...writing,
  ...switches,
});

/** GPT-NAS (Yu et al. 2023). The defaults finish in minutes; the paper's own are a preset. */
const gptNasSchema = v.object({
  id: v.literal('gptnas'),
  /** Individuals: 30 in the paper. */
  population: v.optional(v.pipe(positive(200), v.minValue(6)), 8),
  /** Generations over which the elimination rate falls to 0: 20 in the paper. */
  generations: v.optional(positive(200), 6),
  crossover: v.optional(between(0, 1), 0.9),
  mutation: v.optional(between(0, 1), 0.3),
  /** Blocks of a network: 10 to 20 in the paper. */
  minBlocks: v.optional(positive(30), 3),
  maxBlocks: v.optional(positive(30), 8),
  /** Share of the layers that lose their block in the first generation. */
  elimination: v.optional(between(0, 1), 0.4),
  /** Where the small GPT's weights come from; without it, it is the paper's plain genetic algorithm. */
  predictor: v.optional(v.picklist(['shipped', 'trained-here', 'none']), 'shipped'),
});

/** A person and a model in conversation (Chasovskikh et al., the survey's own experiment). */
const chatSchema = v.object({
  id: v.literal('chat'),
  temperature: v.optional(between(0, 2), 0.7),
  ...writing,
});

export const strategySchema = v.variant('id', [
  randomSchema,
  evolutionSchema,
  llmSchema,
  evoPromptingSchema,
  llmaticSchema,
  gptNasSchema,
  chatSchema,
]);
export type StrategySpec = v.InferOutput<typeof strategySchema>;
export type StrategyId = StrategySpec['id'];
export type EvolutionSpec = v.InferOutput<typeof evolutionSchema>;
export type LlmSpec = v.InferOutput<typeof llmSchema>;
export type EvoPromptingSpec = v.InferOutput<typeof evoPromptingSchema>;
export type LlmaticSpec = v.InferOutput<typeof llmaticSchema>;
export type GptNasSpec = v.InferOutput<typeof gptNasSchema>;
export type ChatSpec = v.InferOutput<typeof chatSchema>;
/** The methods in which a model writes without being told what by a person. */
export type WritingSpec = LlmSpec | EvoPromptingSpec | LlmaticSpec;
export type Switches = Pick<WritingSpec, keyof typeof switches>;

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

/**
 * What is weeded out before a full training, on both arms alike. Each stage is cheaper than the next: novelty, size,
 * zero-cost, short.
 */
const screeningSchema = v.object({
  /** Programs at least this much like an earlier one, by MinHash, are not trained; 0 switches it off. */
  novelty: v.optional(v.union([v.literal(0), between(0.5, 1)]), 0),
  /** Networks of more parameters are not trained; 0 for no bound. */
  maxParams: v.optional(v.pipe(v.number(), v.integer(), between(0, 100_000_000)), 0),
  /** Networks whose gradient norm before training is below the median so far are not trained. */
  zeroCost: v.optional(v.boolean(), false),
  /** Share of the training after which those below the median so far are given up; 0 switches it off. */
  short: v.optional(between(0, 0.5), 0),
});
export type ScreeningSpec = v.InferOutput<typeof screeningSchema>;

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
  screening: v.optional(screeningSchema, {}),
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
