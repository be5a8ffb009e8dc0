/** The numbers of the methods after papers, of their switches and of screening. */
import { m } from '../messages/messages.js';
import type { NumberInfo } from './fields.ts';

const whole = (label: NumberInfo['label'], max: number, help: NumberInfo['help'], min = 1) => ({
  label,
  help,
  min,
  max,
  whole: true as const,
});

const share = (label: NumberInfo['label'], help: NumberInfo['help']) => ({ label, help, min: 0, max: 1 });

export const METHOD_NUMBERS = {
  'evoprompting.prompts': whole(m.fields_evoprompting_prompts, 100, m.fields_evoprompting_prompts_help),
  'evoprompting.samples': whole(m.fields_evoprompting_samples, 100, m.fields_evoprompting_samples_help),
  'evoprompting.parents': whole(m.fields_evoprompting_parents, 4, m.fields_evoprompting_parents_help),
  'evoprompting.survivors': whole(m.fields_evoprompting_survivors, 100, m.fields_evoprompting_survivors_help),
  'evoprompting.errorCeiling': {
    label: m.fields_evoprompting_error_ceiling,
    help: m.fields_evoprompting_error_ceiling_help,
    min: 0.01,
    max: 1,
  },
  'evoprompting.tuningSteps': whole(
    m.fields_evoprompting_tuning_steps,
    1000,
    m.fields_evoprompting_tuning_steps_help,
  ),
  'llmatic.niches': whole(m.fields_llmatic_niches, 400, m.fields_llmatic_niches_help, 4),
  'llmatic.batch': whole(m.fields_llmatic_batch, 100, m.fields_llmatic_batch_help),
  'llmatic.warmNetworks': whole(m.fields_llmatic_warm_networks, 100, m.fields_llmatic_warm_networks_help),
  'llmatic.warmPrompts': whole(m.fields_llmatic_warm_prompts, 100, m.fields_llmatic_warm_prompts_help),
  'llmatic.mutation': share(m.fields_llmatic_mutation, m.fields_llmatic_mutation_help),
  'llmatic.temperature': {
    label: m.fields_llmatic_temperature,
    help: m.fields_llmatic_temperature_help,
    min: 0.1,
    max: 1,
  },
  'gptnas.population': whole(m.fields_gptnas_population, 200, m.fields_gptnas_population_help, 6),
  'gptnas.generations': whole(m.fields_gptnas_generations, 200, m.fields_gptnas_generations_help),
  'gptnas.crossover': share(m.fields_gptnas_crossover, m.fields_gptnas_crossover_help),
  'gptnas.mutation': share(m.fields_gptnas_mutation, m.fields_gptnas_mutation_help),
  'gptnas.minBlocks': whole(m.fields_gptnas_min_blocks, 30, m.fields_gptnas_min_blocks_help),
  'gptnas.maxBlocks': whole(m.fields_gptnas_max_blocks, 30, m.fields_gptnas_max_blocks_help),
  'gptnas.elimination': share(m.fields_gptnas_elimination, m.fields_gptnas_elimination_help),
  'local-search.starts': whole(m.fields_local_search_starts, 1000, m.fields_local_search_starts_help),
  'tpe.startups': whole(m.fields_tpe_startups, 1000, m.fields_tpe_startups_help),
  'tpe.candidates': whole(m.fields_tpe_candidates, 1000, m.fields_tpe_candidates_help),
  'reinforce.learningRate': {
    label: m.fields_reinforce_learning_rate,
    help: m.fields_reinforce_learning_rate_help,
    min: 0.0001,
    max: 10,
  },
  'reinforce.momentum': {
    label: m.fields_reinforce_momentum,
    help: m.fields_reinforce_momentum_help,
    min: 0,
    max: 0.999,
  },
  'nsga2.population': whole(m.fields_nsga2_population, 1000, m.fields_nsga2_population_help, 2),
  'nsga2.crossover': share(m.fields_nsga2_crossover, m.fields_nsga2_crossover_help),
  'mcts.exploration': {
    label: m.fields_mcts_exploration,
    help: m.fields_mcts_exploration_help,
    min: 0,
    max: 100,
  },
  'spos.supernetSteps': whole(m.fields_spos_supernet_steps, 1_000_000, m.fields_spos_supernet_steps_help),
  'spos.population': whole(m.fields_spos_population, 1000, m.fields_spos_population_help, 4),
  'spos.generations': whole(m.fields_spos_generations, 200, m.fields_spos_generations_help),
  'darts.relaxedSteps': whole(m.fields_darts_relaxed_steps, 1_000_000, m.fields_darts_relaxed_steps_help),
  'darts.derivations': whole(m.fields_darts_derivations, 100, m.fields_darts_derivations_help),
  'darts.alphaRate': {
    label: m.fields_darts_alpha_rate,
    help: m.fields_darts_alpha_rate_help,
    min: 1e-6,
    max: 1,
  },
  'darts.maxSkips': whole(m.fields_darts_max_skips, 5, m.fields_darts_max_skips_help, 0),
  'darts.skipDropout': {
    label: m.fields_darts_skip_dropout,
    help: m.fields_darts_skip_dropout_help,
    min: 0,
    max: 0.95,
  },
  'strategy.islands': whole(m.fields_strategy_islands, 8, m.fields_strategy_islands_help),
  'strategy.migrationEvery': whole(
    m.fields_strategy_migration_every,
    10_000,
    m.fields_strategy_migration_every_help,
  ),
  'strategy.resetEvery': whole(m.fields_strategy_reset_every, 10_000, m.fields_strategy_reset_every_help),
  'screening.maxParams': whole(
    m.fields_screening_max_params,
    100_000_000,
    m.fields_screening_max_params_help,
    0,
  ),
  'screening.short': {
    label: m.fields_screening_short,
    help: m.fields_screening_short_help,
    min: 0,
    max: 0.5,
  },
} as const satisfies Record<string, NumberInfo>;
