import type { StrategySpec } from './spec.ts';

/** In methods that have neither rounds nor a population: as many as evolution's population holds by default. */
const OTHERWISE = 10;

/** Whether the method works in rounds or generations, each of which waits for all its candidates. */
export const hasRounds = (strategy: StrategySpec): boolean =>
  strategy.id === 'gptnas' ||
  strategy.id === 'llmatic' ||
  strategy.id === 'nsga2' ||
  strategy.id === 'morphism' ||
  // Naive prompting has one round for all its samples.
  (strategy.id === 'evoprompting' && strategy.variant !== 'naive');

/** Candidates that a step by round takes in a method that has no rounds: a population's worth. */
export function candidatesPerRound(strategy: StrategySpec): number {
  if (strategy.id === 'morphism') return strategy.neighbours;
  // One-shot search's population is of networks that are not trained.
  return 'population' in strategy && strategy.id !== 'spos' ? strategy.population : OTHERWISE;
}
