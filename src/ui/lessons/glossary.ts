/** The words of the field that the glossary explains, in the order in which one needs them. */
import { m } from '../messages/messages.js';
import type { Text } from './lesson.ts';

interface Term {
  readonly term: Text;
  readonly text: Text;
}

export const GLOSSARY = {
  network: { term: m.glossary_network, text: m.glossary_network_text },
  layer: { term: m.glossary_layer, text: m.glossary_layer_text },
  architecture: { term: m.glossary_architecture, text: m.glossary_architecture_text },
  weights: { term: m.glossary_weights, text: m.glossary_weights_text },
  parameters: { term: m.glossary_parameters, text: m.glossary_parameters_text },
  flops: { term: m.glossary_flops, text: m.glossary_flops_text },
  training: { term: m.glossary_training, text: m.glossary_training_text },
  splits: { term: m.glossary_splits, text: m.glossary_splits_text },
  accuracy: { term: m.glossary_accuracy, text: m.glossary_accuracy_text },
  majority: { term: m.glossary_majority, text: m.glossary_majority_text },
  overfitting: { term: m.glossary_overfitting, text: m.glossary_overfitting_text },
  peeking: { term: m.glossary_peeking, text: m.glossary_peeking_text },
  nas: { term: m.glossary_nas, text: m.glossary_nas_text },
  space: { term: m.glossary_space, text: m.glossary_space_text },
  strategy: { term: m.glossary_strategy, text: m.glossary_strategy_text },
  candidate: { term: m.glossary_candidate, text: m.glossary_candidate_text },
  fitness: { term: m.glossary_fitness, text: m.glossary_fitness_text },
  budget: { term: m.glossary_budget, text: m.glossary_budget_text },
  baseline: { term: m.glossary_baseline, text: m.glossary_baseline_text },
  seed: { term: m.glossary_seed, text: m.glossary_seed_text },
  interval: { term: m.glossary_interval, text: m.glossary_interval_text },
  evolution: { term: m.glossary_evolution, text: m.glossary_evolution_text },
  mutation: { term: m.glossary_mutation, text: m.glossary_mutation_text },
  crossover: { term: m.glossary_crossover, text: m.glossary_crossover_text },
  selection: { term: m.glossary_selection, text: m.glossary_selection_text },
  generation: { term: m.glossary_generation, text: m.glossary_generation_text },
  archive: { term: m.glossary_archive, text: m.glossary_archive_text },
  niche: { term: m.glossary_niche, text: m.glossary_niche_text },
  pareto: { term: m.glossary_pareto, text: m.glossary_pareto_text },
  localSearch: { term: m.glossary_local_search, text: m.glossary_local_search_text },
  acquisition: { term: m.glossary_tpe, text: m.glossary_tpe_text },
  policy: { term: m.glossary_policy, text: m.glossary_policy_text },
  tree: { term: m.glossary_tree, text: m.glossary_tree_text },
  predictor: { term: m.glossary_predictor, text: m.glossary_predictor_text },
  morphism: { term: m.glossary_morphism, text: m.glossary_morphism_text },
  supernet: { term: m.glossary_supernet, text: m.glossary_supernet_text },
  relaxation: { term: m.glossary_relaxation, text: m.glossary_relaxation_text },
  skipConnection: { term: m.glossary_skip, text: m.glossary_skip_text },
  languageModel: { term: m.glossary_language_model, text: m.glossary_language_model_text },
  prompt: { term: m.glossary_prompt, text: m.glossary_prompt_text },
  token: { term: m.glossary_token, text: m.glossary_token_text },
  temperature: { term: m.glossary_temperature, text: m.glossary_temperature_text },
  tuning: { term: m.glossary_tuning, text: m.glossary_tuning_text },
  curiosity: { term: m.glossary_curiosity, text: m.glossary_curiosity_text },
  block: { term: m.glossary_block, text: m.glossary_block_text },
  ablation: { term: m.glossary_ablation, text: m.glossary_ablation_text },
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof GLOSSARY;
