/** The choices within each method, with a sentence for each. */
import type {
  EvoPromptingSpec,
  GptNasSpec,
  LlmaticSpec,
  StrategyId,
  Switches,
} from '../../search/spec/spec.ts';

/** A choice in a list. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What it does. */
  readonly note: string;
}

export const STRATEGIES: readonly Choice<StrategyId>[] = [
  {
    value: 'random',
    label: 'Random',
    note: 'Programs are drawn from a grammar. Nothing is learnt from the scores.',
  },
  {
    value: 'evolution',
    label: 'Evolution',
    note: 'Small edits of the code of good networks; the oldest die.',
  },
  {
    value: 'llm',
    label: 'Language model',
    note: 'Evolution in which a model in your browser writes the children.',
  },
  {
    value: 'evoprompting',
    label: 'EvoPrompting',
    note: 'Prompts show good networks with their scores and ask for a better one; between rounds the model learns.',
  },
  {
    value: 'llmatic',
    label: 'LLMatic',
    note: 'Two archives, one of networks and one of prompts, look for variety and quality together.',
  },
  {
    value: 'gptnas',
    label: 'GPT-NAS',
    note: 'A genetic algorithm over blocks, in which a small GPT replaces part of each network.',
  },
  {
    value: 'chat',
    label: 'Chat design',
    note: 'You ask for networks in your own words, the model answers, and the reports go back to it.',
  },
];

export const EVO_VARIANTS: readonly Choice<EvoPromptingSpec['variant']>[] = [
  { value: 'full', label: 'Whole method', note: 'Selection and tuning, as published.' },
  {
    value: 'no-tuning',
    label: 'No tuning',
    note: 'Ablation of the paper: the prompts evolve, the model stays as it is.',
  },
  {
    value: 'random-parents',
    label: 'Random parents',
    note: 'Ablation of the paper: the next parents are drawn by chance, whatever their fitness.',
  },
  {
    value: 'naive',
    label: 'Naive few-shot',
    note: 'Ablation of the paper: every prompt shows the four given networks; nothing is selected and nothing tuned.',
  },
];

export const LLMATIC_VARIANTS: readonly Choice<LlmaticSpec['variant']>[] = [
  { value: 'full', label: 'Whole method', note: 'Both archives, mutation and crossover, as published.' },
  {
    value: 'network-archive',
    label: 'Networks only',
    note: 'Ablation: parents come from the archive, prompts are drawn by chance.',
  },
  {
    value: 'prompt-archive',
    label: 'Prompts only',
    note: 'Ablation: prompts come from the archive, parents are those of the last generation.',
  },
  { value: 'mutation-only', label: 'Mutation only', note: 'Ablation: no two networks are ever combined.' },
  {
    value: 'crossover-only',
    label: 'Crossover only',
    note: 'Ablation: after the warm-up all children are combined from two networks.',
  },
  {
    value: 'random',
    label: 'Random',
    note: 'Ablation: the warm-up goes on for ever, always from the first network.',
  },
];

export const PREDICTORS: readonly Choice<GptNasSpec['predictor']>[] = [
  { value: 'shipped', label: 'GPT, as shipped', note: 'The GPT’s weights come with this page.' },
  {
    value: 'trained-here',
    label: 'GPT, trained here',
    note: 'The GPT is pre-trained and fine-tuned in your browser before the search; its loss is drawn.',
  },
  {
    value: 'none',
    label: 'None (ablation)',
    note: 'The paper’s plain genetic algorithm: nothing is predicted.',
  },
];

export const EXAMPLES: readonly Choice<Switches['examples']>[] = [
  { value: 'as-published', label: 'As published', note: 'Examples stand in the order of the method.' },
  { value: 'ascending', label: 'Ascending', note: 'The best example stands last, nearest to the answer.' },
  {
    value: 'top-and-diverse',
    label: 'Top and diverse',
    note: 'Beside the best stands the network that is least like it.',
  },
];

export const noteOf = <T extends string>(choices: readonly Choice<T>[], value: T): string =>
  choices.find((choice) => choice.value === value)?.note ?? '';
