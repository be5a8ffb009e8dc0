import type { Proposal } from '../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../ports.ts';
import { mutate } from '../program/mutate.ts';
import type { EvolutionSpec } from '../spec/spec.ts';
import { AgingPopulation, type Member } from './agingPopulation.ts';
import { RandomSearch } from './random.ts';

/**
 * Regularised (aging) evolution (Real et al. 2019, algorithm 1): the fittest of S members drawn at random is mutated,
 * the child joins the population of P and the oldest member leaves it.
 *
 * An ask never waits for the outcomes of those under way. A child that is invalid, a duplicate or failed costs its
 * place in the budget and leaves the population as it was.
 */
export class RegularizedEvolution implements Strategy {
  readonly #spec: EvolutionSpec;
  readonly #context: StrategyContext;
  readonly #sampler: RandomSearch;
  readonly #population: AgingPopulation;

  /** @param population where another strategy keeps one that both breed from; it then tells it, and not this one */
  constructor(
    spec: EvolutionSpec,
    context: StrategyContext,
    population = new AgingPopulation(spec.population, context.niches),
  ) {
    this.#spec = spec;
    this.#context = context;
    this.#sampler = new RandomSearch(context);
    this.#population = population;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    return Array.from({ length: room }, () => this.#propose());
  }

  tell(evaluated: Evaluated): void {
    this.#population.tell(evaluated);
  }

  #propose(): Proposal {
    const { rng } = this.#context;
    const parent = this.#population.isFilled
      ? this.#population.tournament(rng, this.#spec.sample)
      : undefined;
    return (parent && this.#child(parent)) ?? this.#sample();
  }

  #sample(): Proposal {
    const proposal = this.#sampler.sample();
    this.#population.countSample(proposal.source);
    return proposal;
  }

  #child({ candidate }: Member): Proposal | undefined {
    const { task, rng } = this.#context;
    const child = mutate(candidate.source, task, rng, this.#spec.edits);
    // A program that no edit fits is left as it is; a fresh sample takes its turn.
    if (!child.ok) return undefined;
    return {
      source: child.value.source,
      origin: { kind: 'mutated', parent: candidate.id, edits: child.value.edits },
    };
  }
}
