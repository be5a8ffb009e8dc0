/** The methods of search and their settings: defaults, ranges, sources. */
import * as v from 'valibot';
import {
  REQUEST_TEMPLATES,
  SYSTEM_TEMPLATE,
  type Template,
  type Worded,
  templateFault,
} from '../prompts/templates.ts';
import { KINDS, type Kind, LLMATIC_KINDS, weightOf } from '../prompts/weights.ts';
import type { SpaceId } from '../spaces/space.ts';
import { because } from '../told/misfits.ts';
import { between, positive } from './ranges.ts';

const SPACE_IDS = ['chain', 'branched', 'cell', 'benchmark'] as const satisfies readonly SpaceId[];
const spaceId = v.picklist(SPACE_IDS);
/** Whose choices are made; see `spaces`. */
const space = v.optional(spaceId, 'chain');

const randomSchema = v.object({
  id: v.literal('random'),
  /** Draws from this space; without one, from the grammar of programs. */
  space: v.exactOptional(spaceId),
});

/** Regularised evolution (Real et al. 2019, section 3; NATS-Bench's small setting is P = 10, S = 3). */
const aging = {
  population: v.optional(v.pipe(positive(1000), v.minValue(2)), 10),
  /** Contestants per tournament; the fittest of them becomes the parent. */
  sample: v.optional(positive(1000), 3),
};

export const evolutionSchema = v.object({
  id: v.literal('evolution'),
  /** Breeds the choices of this space; without one, programs. */
  space: v.exactOptional(spaceId),
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

/** The words in which a model that converses is asked; empty for ours. */
const wording = (method: Worded) => ({
  systemPrompt: v.optional(words(SYSTEM_TEMPLATE), ''),
  requestPrompt: v.optional(words(REQUEST_TEMPLATES[method]), ''),
});

const words = (template: Template) =>
  v.pipe(
    v.string(),
    v.maxLength(8000),
    v.check(
      (text) => text === '' || templateFault(template, text) === undefined,
      ({ input }) => {
        const fault = templateFault(template, input);
        const gap = `{${fault?.gap}}`;
        if (fault?.kind === 'missing') return because({ kind: 'gap-missing', gap });
        const gaps = [...template.needed, ...template.optional].map((name) => `{${name}}`).join(', ');
        return because({ kind: 'gap-unknown', gap, gaps });
      },
    ),
  );

/** How many times as often as by the method itself each kind of prompt is asked for: 0 for never. */
const weights = (kinds: readonly Kind[]) =>
  v.optional(
    v.pipe(
      v.record(v.picklist(kinds), between(0, 100)),
      v.check(
        (given) => kinds.some((kind) => weightOf(given, kind) > 0),
        because({ kind: 'weights-all-none' }),
      ),
    ),
    {},
  );

/** Searches side by side. */
export const MOST_ISLANDS = 8;

/** What came after the three papers, to be switched on with any method in which a model writes. */
const switches = {
  /** Searches side by side that know nothing of each other but by migration (Romera-Paredes et al. 2024, FunSearch). */
  islands: v.optional(positive(MOST_ISLANDS), 1),
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
  /** Of the kinds that the small model is asked for; a model that converses is asked for an improvement always. */
  weights: weights(KINDS),
  ...writing,
  ...wording('llm'),
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
  survivors: v.optional(positive(100), 3),
  /** Children of at least this error are dropped: alpha. */
  errorCeiling: v.optional(between(0.01, 1), 0.5),
  /** The whole method, or one of the paper's ablations (section 4.1). */
  variant: v.optional(v.picklist(['full', 'no-tuning', 'random-parents', 'naive']), 'full'),
  /** Steps of tuning between two rounds. */
  tuningSteps: v.optional(positive(1000), 20),
  ...writing,
  ...wording('evoprompting'),
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
  weights: weights(LLMATIC_KINDS),
  /** The whole method, or one of the paper's ablations. */
  variant: v.optional(
    v.picklist(['full', 'network-archive', 'prompt-archive', 'mutation-only', 'crossover-only', 'random']),
    'full',
  ),
  ...writing,
  ...wording('llmatic'),
  ...switches,
});

/** GPT-NAS (Yu et al. 2023). The defaults finish in minutes; the paper's own are a preset. */
const gptNasSchema = v.pipe(
  v.object({
    id: v.literal('gptnas'),
    /** Individuals: 30 in the paper. */
    population: v.optional(v.pipe(positive(200), v.minValue(6)), 8),
    /** Generations over which the elimination rate falls to 0: 20 in the paper. */
    generations: v.optional(positive(200), 9),
    crossover: v.optional(between(0, 1), 0.9),
    mutation: v.optional(between(0, 1), 0.3),
    /** Blocks of a network: 10 to 20 in the paper. */
    minBlocks: v.optional(positive(30), 3),
    maxBlocks: v.optional(positive(30), 8),
    /** Share of the layers that lose their block in the first generation. */
    elimination: v.optional(between(0, 1), 0.4),
    /** Where the small GPT's weights come from; without it, it is the paper's plain genetic algorithm. */
    predictor: v.optional(v.picklist(['shipped', 'trained-here', 'none']), 'shipped'),
  }),
  v.forward(
    v.check(
      ({ minBlocks, maxBlocks }) => minBlocks <= maxBlocks,
      ({ input }) => because({ kind: 'value-low', was: input.maxBlocks, least: input.minBlocks }),
    ),
    ['maxBlocks'],
  ),
);

/** A person and a model in conversation (Chasovskikh et al., the survey's own experiment). */
const chatSchema = v.object({
  id: v.literal('chat'),
  temperature: v.optional(between(0, 2), 0.7),
  ...writing,
});

/** Local search (White et al. 2020). */
const localSearchSchema = v.object({
  id: v.literal('local-search'),
  space,
  /** Random networks before each climb, which begins at the best of them: 10 in naszilla. */
  starts: v.optional(positive(1000), 10),
});

/** Tree-structured Parzen estimators (Bergstra et al. 2011), with Optuna's defaults. */
const tpeSchema = v.object({
  id: v.literal('tpe'),
  space,
  /** Scored networks before the model is asked. */
  startups: v.optional(positive(1000), 10),
  /** Drawn from the density of the good for each proposal. */
  candidates: v.optional(positive(1000), 24),
});

/** REINFORCE (Williams 1992) as NAS-Bench-201 has it: independent logits for each choice. */
const reinforceSchema = v.object({
  id: v.literal('reinforce'),
  space,
  /** Of Adam. NATS-Bench has 0.01, for many hundred candidates. */
  learningRate: v.optional(between(0.0001, 10), 0.1),
  /** Of the moving average that rewards are measured by. */
  momentum: v.optional(between(0, 0.999), 0.9),
});

/** NSGA-II (Deb et al. 2002). 100 members in DEAP's example of it; ours are fewer, for short runs. */
const nsga2Schema = v.object({
  id: v.literal('nsga2'),
  space,
  population: v.optional(v.pipe(positive(1000), v.minValue(2)), 10),
  /** Chance that a child has two parents: 0.9 in DEAP's example of the paper. */
  crossover: v.optional(between(0, 1), 0.9),
});

/** Monte Carlo tree search (Wistuba 2017). */
const mctsSchema = v.object({
  id: v.literal('mcts'),
  space,
  /** c of UCT; the square root of 2 by default. */
  exploration: v.optional(between(0, 100), 1.414),
});

/** BANANAS (White, Neiswanger and Savani 2021). */
const bananasSchema = v.object({
  id: v.literal('bananas'),
  space,
  /** Scored networks before the ensemble is asked: 10 in the paper. */
  startups: v.optional(positive(1000), 10),
  /** Mutants that are judged for each proposal: 100 in naszilla. */
  candidates: v.optional(positive(1000), 100),
  /** Proposals for which the predictors are taught once: 10 in the paper. */
  batch: v.optional(positive(100), 1),
  /** Predictors that learn what a network will be worth: 5 in the paper. */
  members: v.optional(v.pipe(positive(20), v.minValue(2)), 5),
  /** What each of them is: a small network as in the paper, or ridge regression on a bootstrap of the networks tried. */
  learner: v.optional(v.picklist(['perceptron', 'ridge']), 'perceptron'),
});

/** Hill climbing by network morphisms (Elsken, Metzen and Hutter 2017). */
const morphismSchema = v.object({
  id: v.literal('morphism'),
  /** Children of each step; this and the two below are our choice, for small networks and short runs. */
  neighbours: v.optional(positive(100), 8),
  /** Moves that make a child. */
  moves: v.optional(positive(20), 2),
  /** Share of the run's training that a child gets, beginning with its parent's weights. */
  share: v.optional(between(0.01, 1), 0.5),
});

/** The space that has a supernet. */
const cellSpace = v.optional(v.literal('cell'), 'cell');

/** Single-path one-shot search (Guo et al. 2020). */
const sposSchema = v.object({
  id: v.literal('spos'),
  space: cellSpace,
  /** For which the supernet is trained. */
  supernetSteps: v.optional(positive(1_000_000), 4000),
  /** How networks are found that do well with the shared weights. */
  finder: v.optional(v.picklist(['evolution', 'random']), 'evolution'),
  /** Networks in a generation: 50 in the paper. */
  population: v.optional(v.pipe(positive(1000), v.minValue(4)), 50),
  /** 20 in the paper. */
  generations: v.optional(positive(200), 10),
});

/** Differentiable architecture search (Liu et al. 2019). */
const dartsSchema = v.object({
  id: v.literal('darts'),
  space: cellSpace,
  order: v.optional(v.picklist(['first', 'second']), 'first'),
  /** Of one relaxed search; the next begins with other weights. */
  relaxedSteps: v.optional(positive(1_000_000), 1000),
  /** Times along a search that its cell is derived and trained; the paper derives one, at the end. */
  derivations: v.optional(positive(100), 4),
  /** Of the architecture's Adam: 3e-4 in the paper. */
  alphaRate: v.optional(between(1e-6, 1), 3e-4),
  /** What is done against skip connections taking over: nothing, stopping in time (Liang et al. 2019), or dropping some of what they hand on (Chen et al. 2019). */
  mend: v.optional(v.picklist(['none', 'early-stop', 'skip-dropout']), 'none'),
  /** Skip connections in the derived cell beyond which an early stop ends the search. */
  maxSkips: v.optional(v.pipe(v.number(), v.integer(), between(0, 5)), 2),
  /** Share of a skip connection's output that is dropped at first. */
  skipDropout: v.optional(between(0, 0.95), 0.4),
});

export const strategySchema = v.variant('id', [
  randomSchema,
  evolutionSchema,
  llmSchema,
  evoPromptingSchema,
  llmaticSchema,
  gptNasSchema,
  chatSchema,
  localSearchSchema,
  tpeSchema,
  reinforceSchema,
  nsga2Schema,
  mctsSchema,
  bananasSchema,
  morphismSchema,
  sposSchema,
  dartsSchema,
]);
export type StrategySpec = v.InferOutput<typeof strategySchema>;
export type StrategyId = StrategySpec['id'];
export type EvolutionSpec = v.InferOutput<typeof evolutionSchema>;
export type LlmSpec = v.InferOutput<typeof llmSchema>;
export type EvoPromptingSpec = v.InferOutput<typeof evoPromptingSchema>;
export type LlmaticSpec = v.InferOutput<typeof llmaticSchema>;
export type GptNasSpec = v.InferOutput<typeof gptNasSchema>;
export type ChatSpec = v.InferOutput<typeof chatSchema>;
export type LocalSearchSpec = v.InferOutput<typeof localSearchSchema>;
export type TpeSpec = v.InferOutput<typeof tpeSchema>;
export type ReinforceSpec = v.InferOutput<typeof reinforceSchema>;
export type Nsga2Spec = v.InferOutput<typeof nsga2Schema>;
export type MctsSpec = v.InferOutput<typeof mctsSchema>;
export type BananasSpec = v.InferOutput<typeof bananasSchema>;
export type MorphismSpec = v.InferOutput<typeof morphismSchema>;
export type SposSpec = v.InferOutput<typeof sposSchema>;
export type DartsSpec = v.InferOutput<typeof dartsSchema>;
/** The methods that make the choices of a space. */
export type SpacedSpec = LocalSearchSpec | TpeSpec | ReinforceSpec | Nsga2Spec | MctsSpec | BananasSpec;
/** The methods in which a model writes without being told what by a person. */
export type WritingSpec = LlmSpec | EvoPromptingSpec | LlmaticSpec;
export type Switches = Pick<WritingSpec, keyof typeof switches>;
