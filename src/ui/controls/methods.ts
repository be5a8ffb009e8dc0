/** The choices within each method, with a sentence for each. */
import type {
  BananasSpec,
  DartsSpec,
  EvoPromptingSpec,
  GptNasSpec,
  LlmaticSpec,
  SposSpec,
  StrategyId,
  Switches,
} from '../../search/spec/spec.ts';
import type { SpaceId } from '../../search/spaces/space.ts';
import { m } from '../messages/messages.js';
import { LEARNER_NAMES } from './estimatorWords.ts';

/** A choice in a list, in the page's language. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What it does. */
  readonly note: string;
}

/** Asked for its words each time, so that they follow the page's language. */
const choice = <T extends string>(value: T, label: () => string, note: () => string): Choice<T> => ({
  value,
  get label() {
    return label();
  },
  get note() {
    return note();
  },
});

export const STRATEGIES: readonly Choice<StrategyId>[] = [
  choice('random', m.controls_strategy_random, m.controls_strategy_random_note),
  choice('evolution', m.controls_strategy_evolution, m.controls_strategy_evolution_note),
  choice('llm', m.controls_strategy_llm, m.controls_strategy_llm_note),
  choice('evoprompting', m.controls_strategy_evoprompting, m.controls_strategy_evoprompting_note),
  choice('llmatic', m.controls_strategy_llmatic, m.controls_strategy_llmatic_note),
  choice('gptnas', m.controls_strategy_gptnas, m.controls_strategy_gptnas_note),
  choice('local-search', m.controls_strategy_local_search, m.controls_strategy_local_search_note),
  choice('tpe', m.controls_strategy_tpe, m.controls_strategy_tpe_note),
  choice('reinforce', m.controls_strategy_reinforce, m.controls_strategy_reinforce_note),
  choice('nsga2', m.controls_strategy_nsga2, m.controls_strategy_nsga2_note),
  choice('mcts', m.controls_strategy_mcts, m.controls_strategy_mcts_note),
  choice('bananas', m.controls_strategy_bananas, m.controls_strategy_bananas_note),
  choice('morphism', m.controls_strategy_morphism, m.controls_strategy_morphism_note),
  choice('spos', m.controls_strategy_spos, m.controls_strategy_spos_note),
  choice('darts', m.controls_strategy_darts, m.controls_strategy_darts_note),
  choice('chat', m.controls_strategy_chat, m.controls_strategy_chat_note),
];

export const SPACE_CHOICES: readonly Choice<SpaceId>[] = [
  choice('chain', m.controls_space_chain, m.controls_space_chain_note),
  choice('branched', m.controls_space_branched, m.controls_space_branched_note),
  choice('cell', m.controls_space_cell, m.controls_space_cell_note),
  choice('benchmark', m.controls_space_benchmark, m.controls_space_benchmark_note),
];

/** Random search and evolution work with programs as well. */
export const PROGRAM_SPACES: readonly Choice<SpaceId | 'grammar'>[] = [
  choice('grammar', m.controls_space_grammar, m.controls_space_grammar_note),
  ...SPACE_CHOICES,
];

export const EVO_VARIANTS: readonly Choice<EvoPromptingSpec['variant']>[] = [
  choice('full', m.controls_evo_full, m.controls_evo_full_note),
  choice('no-tuning', m.controls_evo_no_tuning, m.controls_evo_no_tuning_note),
  choice('random-parents', m.controls_evo_random_parents, m.controls_evo_random_parents_note),
  choice('naive', m.controls_evo_naive, m.controls_evo_naive_note),
];

export const LLMATIC_VARIANTS: readonly Choice<LlmaticSpec['variant']>[] = [
  choice('full', m.controls_llmatic_full, m.controls_llmatic_full_note),
  choice('network-archive', m.controls_llmatic_network_archive, m.controls_llmatic_network_archive_note),
  choice('prompt-archive', m.controls_llmatic_prompt_archive, m.controls_llmatic_prompt_archive_note),
  choice('mutation-only', m.controls_llmatic_mutation_only, m.controls_llmatic_mutation_only_note),
  choice('crossover-only', m.controls_llmatic_crossover_only, m.controls_llmatic_crossover_only_note),
  choice('random', m.controls_llmatic_random, m.controls_llmatic_random_note),
];

export const PREDICTORS: readonly Choice<GptNasSpec['predictor']>[] = [
  choice('shipped', m.controls_predictor_shipped, m.controls_predictor_shipped_note),
  choice('trained-here', m.controls_predictor_trained_here, m.controls_predictor_trained_here_note),
  choice('none', m.controls_predictor_none, m.controls_predictor_none_note),
];

export const BANANAS_LEARNERS: readonly Choice<BananasSpec['learner']>[] = [
  choice('perceptron', LEARNER_NAMES.perceptron, m.controls_bananas_perceptron_note),
  choice('ridge', LEARNER_NAMES.ridge, m.controls_bananas_ridge_note),
];

export const FINDERS: readonly Choice<SposSpec['finder']>[] = [
  choice('evolution', m.controls_finder_evolution, m.controls_finder_evolution_note),
  choice('random', m.controls_finder_random, m.controls_finder_random_note),
];

export const ORDERS: readonly Choice<DartsSpec['order']>[] = [
  choice('first', m.controls_order_first, m.controls_order_first_note),
  choice('second', m.controls_order_second, m.controls_order_second_note),
];

export const MENDS: readonly Choice<DartsSpec['mend']>[] = [
  choice('none', m.controls_mend_none, m.controls_mend_none_note),
  choice('early-stop', m.controls_mend_early_stop, m.controls_mend_early_stop_note),
  choice('skip-dropout', m.controls_mend_skip_dropout, m.controls_mend_skip_dropout_note),
];

export const EXAMPLES: readonly Choice<Switches['examples']>[] = [
  choice('as-published', m.controls_examples_as_published, m.controls_examples_as_published_note),
  choice('ascending', m.controls_examples_ascending, m.controls_examples_ascending_note),
  choice('top-and-diverse', m.controls_examples_top_and_diverse, m.controls_examples_top_and_diverse_note),
];

export const noteOf = <T extends string>(choices: readonly Choice<T>[], value: T): string =>
  choices.find((choice) => choice.value === value)?.note ?? '';
