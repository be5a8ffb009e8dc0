/** What is compared, and in which order its searches are made. */
import { presetsOf } from '../../src/search/spec/presets.ts';
import type { StrategyId } from '../../src/search/spec/spec.ts';

export interface Method {
  /** As in tables and files; an ablation has its variant after a colon. */
  readonly id: string;
  readonly name: string;
  /** For `parseSpec`. */
  readonly strategy: object;
}

const lite = (id: StrategyId, name: string, change: object = {}, suffix = ''): Method => ({
  id: suffix === '' ? id : `${id}:${suffix}`,
  name: suffix === '' ? name : `${name}, ${suffix}`,
  strategy: { ...presetsOf(id).find((preset) => preset.id === 'lite')?.patch.strategy, id, ...change },
});

export const METHODS: readonly Method[] = [
  lite('evoprompting', 'EvoPrompting'),
  lite('llmatic', 'LLMatic'),
  lite('gptnas', 'GPT-NAS'),
];

/** The papers' own, and GPT-NAS without its GPT. */
export const ABLATIONS: readonly Method[] = [
  ...['no-tuning', 'random-parents', 'naive'].map((variant) =>
    lite('evoprompting', 'EvoPrompting', { variant }, variant),
  ),
  ...['network-archive', 'prompt-archive', 'mutation-only', 'crossover-only', 'random'].map((variant) =>
    lite('llmatic', 'LLMatic', { variant }, variant),
  ),
  lite('gptnas', 'GPT-NAS', { predictor: 'none' }, 'no GPT'),
];

/** Given as much time as the slowest of the others took, so that they can be read at equal time too. */
export const RIVALS: readonly Method[] = [
  { id: 'random', name: 'Random search', strategy: { id: 'random' } },
  { id: 'evolution', name: 'Regularised evolution', strategy: { id: 'evolution' } },
];
