import type { Strategy, StrategyContext } from '../ports.ts';
import { CODE } from '../program/space.ts';
import { assertNever } from '../result.ts';
import { SPACES } from '../spaces/index.ts';
import { overChoices } from '../spaces/searchSpace.ts';
import type { StrategySpec } from '../spec/spec.ts';
import { ChatDesign } from './chat/strategy.ts';
import { EvoPrompting } from './evoprompting/strategy.ts';
import { GptNas } from './gptnas/strategy.ts';
import { Llmatic } from './llmatic/strategy.ts';
import { LlmMutation } from './llm.ts';
import { RandomSearch } from './random.ts';
import { RegularizedEvolution } from './regularizedEvolution.ts';
import { MorphismClimb } from './morphism/strategy.ts';
import { Bananas } from './spaced/bananas.ts';
import { Darts } from './sharing/darts.ts';
import { Spos } from './sharing/spos.ts';
import { LocalSearch } from './spaced/localSearch.ts';
import { Mcts } from './spaced/mcts.ts';
import { Nsga2 } from './spaced/nsga2.ts';
import { Reinforce } from './spaced/reinforce.ts';
import { SpacedRandomSearch } from './spaced/sampled.ts';
import { Tpe } from './spaced/tpe.ts';
import { IslandModel } from './switches/islands.ts';

/**
 * Makes a strategy by its name. One that takes over mid-run is told the whole past, in order, before it is asked.
 */
export function createStrategy(spec: StrategySpec, context: StrategyContext): Strategy {
  switch (spec.id) {
    case 'random':
      return spec.space ? new SpacedRandomSearch(spec.space, context) : new RandomSearch(context);
    case 'evolution':
      return spec.space
        ? new RegularizedEvolution(spec, context, overChoices(SPACES[spec.space]))
        : new RegularizedEvolution(spec, context, CODE);
    case 'llm':
      if (spec.islands > 1) return new IslandModel(spec, context, createStrategy);
      return new LlmMutation(spec, context);
    case 'gptnas':
      return new GptNas(spec, context);
    case 'evoprompting':
      if (spec.islands > 1) return new IslandModel(spec, context, createStrategy);
      return new EvoPrompting(spec, context);
    case 'llmatic':
      if (spec.islands > 1) return new IslandModel(spec, context, createStrategy);
      return new Llmatic(spec, context);
    case 'chat':
      return new ChatDesign(spec, context);
    case 'local-search':
      return new LocalSearch(spec, context);
    case 'tpe':
      return new Tpe(spec, context);
    case 'reinforce':
      return new Reinforce(spec, context);
    case 'nsga2':
      return new Nsga2(spec, context);
    case 'mcts':
      return new Mcts(spec, context);
    case 'bananas':
      return new Bananas(spec, context);
    case 'morphism':
      return new MorphismClimb(spec, context);
    case 'spos':
      return new Spos(spec, context);
    case 'darts':
      return new Darts(spec, context);
    default:
      return assertNever(spec);
  }
}
