import * as v from 'valibot';
import { type StrategySpec, strategySchema } from '../spec/strategy.ts';

const IDS = ['random', 'local-search', 'evolution', 'tpe', 'reinforce', 'nsga2', 'mcts'] as const;

/** Every method that searches a finite space, over the benchmark's, with its default settings; random search first. */
export const finiteMethods = (): readonly StrategySpec[] =>
  IDS.map((id) => v.parse(strategySchema, { id, space: 'benchmark' }));
