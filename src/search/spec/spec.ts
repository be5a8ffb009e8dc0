/** Everything that defines a run: what the form shows, the address bar carries and a saved run begins with. */
import * as v from 'valibot';
import type { BackendName } from '../domain.ts';
import { type Result, err, ok } from '../result.ts';
import { english } from '../told/english.ts';
import type { MisfitTold } from '../told/misfitTold.ts';
import { because, misfitsIn, together } from '../told/misfits.ts';
import { datasetSchema } from './dataset.ts';
import { estimatorSchema } from './estimator.ts';
import { between, positive } from './ranges.ts';
import { type SpacedSpec, type StrategySpec, evolutionSchema, strategySchema } from './strategy.ts';

export type { EstimatorId, EstimatorOf, EstimatorSpec } from './estimator.ts';
export type { DatasetSpec, Mnist1dSpec } from './dataset.ts';
export type {
  BananasSpec,
  ChatSpec,
  DartsSpec,
  EvolutionSpec,
  EvoPromptingSpec,
  GptNasSpec,
  LlmaticSpec,
  LlmSpec,
  LocalSearchSpec,
  MctsSpec,
  MorphismSpec,
  Nsga2Spec,
  ReinforceSpec,
  SpacedSpec,
  SposSpec,
  StrategyId,
  StrategySpec,
  Switches,
  TpeSpec,
  WritingSpec,
} from './strategy.ts';

export const trainingSchema = v.object({
  optimizer: v.optional(v.picklist(['adamw', 'sgd']), 'adamw'),
  learningRate: v.optional(between(1e-6, 10), 0.01),
  schedule: v.optional(v.picklist(['constant', 'cosine', 'ramp']), 'cosine'),
  /** Decoupled (Loshchilov and Hutter 2019) for AdamW; with SGD likewise. */
  weightDecay: v.optional(between(0, 1), 0.0001),
  /** Nesterov-free momentum, SGD only. */
  momentum: v.optional(between(0, 0.999), 0.9),
  batchSize: v.optional(positive(4096), 128),
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
  novelty: v.optional(
    v.pipe(
      between(0, 1),
      v.check(
        (share) => share === 0 || share >= 0.5,
        ({ input }) => because({ kind: 'value-choice', was: String(input), choices: '0, 0.5–1' }),
      ),
    ),
    0,
  ),
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
  version: v.optional(v.literal(SPEC_VERSION), SPEC_VERSION),
  strategy: v.optional(strategySchema, { id: 'llm' }),
  /** Run random search beside the strategy, with the same budget and seed. */
  baseline: v.optional(v.boolean(), true),
  dataset: v.optional(datasetSchema, { id: 'mnist1d' }),
  /** Of the training data, held out to score candidates. EvoPrompting holds out 500 of 4,000. */
  validationFraction: v.optional(between(0.02, 0.5), 0.125),
  budget: v.optional(budgetSchema, { unit: 'evaluations', count: 40 }),
  training: v.optional(trainingSchema, {}),
  screening: v.optional(screeningSchema, {}),
  /** Absent for full training, so that runs from before there was a choice read the same. */
  estimator: v.optional(estimatorSchema),
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

/** Random search as it runs beside a method: it draws from the same space, or it would be another problem. */
export const baselineOf = (strategy: StrategySpec): Extract<StrategySpec, { id: 'random' }> => ({
  id: 'random',
  ...('space' in strategy && { space: strategy.space }),
});

const SPACED: Record<SpacedSpec['id'], true> = {
  'local-search': true,
  tpe: true,
  reinforce: true,
  nsga2: true,
  mcts: true,
  bananas: true,
};

/** Whether the method knows nothing but the choices of a space. */
export const isSpaced = (strategy: StrategySpec): strategy is SpacedSpec => strategy.id in SPACED;

/** Whether a language model writes the candidates. */
export const writes = ({ id }: Pick<StrategySpec, 'id'>): boolean =>
  id === 'llm' || id === 'evoprompting' || id === 'llmatic' || id === 'chat';

/** Whether the method draws parents from what was scored. */
export const breeds = ({ id }: Pick<StrategySpec, 'id'>): boolean =>
  id === 'evolution' ||
  id === 'gptnas' ||
  id === 'nsga2' ||
  id === 'bananas' ||
  (writes({ id }) && id !== 'chat');

/** What may change while a run is under way; takes effect with the next candidate. */
export type SpecPatch = Partial<
  Pick<RunSpec, 'strategy' | 'budget' | 'training' | 'screening' | 'estimator' | 'workers' | 'baseline'>
>;

/** Fills in the defaults. The misfits, at least one, name the field, what it was and what it may be. */
export function readSpec(input: unknown): Result<RunSpec, readonly MisfitTold[]> {
  const parsed = v.safeParse(specSchema, input);
  return parsed.success ? ok(parsed.output) : err(misfitsIn(parsed.issues));
}

/** The same for what the code itself asks for: a fault is a mistake in it, in English and never shown. */
export function parseSpec(input: unknown): Result<RunSpec, string> {
  const read = readSpec(input);
  return read.ok ? read : err(english(together(read.error)));
}

export const defaultSpec = (): RunSpec => v.parse(specSchema, {});

export const defaultEvolution = (): v.InferOutput<typeof evolutionSchema> =>
  v.parse(evolutionSchema, { id: 'evolution' });
