import * as v from 'valibot';
import { type StrategySpec, strategySchema } from '../spec/strategy.ts';

const IDS = ['random', 'local-search', 'evolution', 'tpe', 'reinforce', 'nsga2', 'mcts', 'bananas'] as const;

/**
 * Every method that searches a finite space, over the benchmark's, with its default settings; random search first.
 *
 * BANANAS has ridge regressions in its ensemble and chooses ten networks with each, as the paper does: with small networks,
 * taught for every proposal, a search would take seconds where those of the other methods take milliseconds. Not here are morphism,
 * whose networks inherit weights and have no end of sizes, and one-shot search and DARTS, whose weights no table holds.
 */
export const finiteMethods = (): readonly StrategySpec[] =>
  IDS.map((id) =>
    v.parse(strategySchema, {
      id,
      space: 'benchmark',
      ...(id === 'bananas' && { learner: 'ridge', batch: 10 }),
    }),
  );
