import type { Proposal } from '../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../ports.ts';
import type { SearchSpace } from '../spaces/searchSpace.ts';
import type { EvolutionSpec } from '../spec/spec.ts';
import { AgingPopulation, type Member } from './agingPopulation.ts';

/** How many children that were proposed before are made anew before one of them is proposed again. */
const PATIENCE = 100;

/**
 * Regularised (aging) evolution (Real et al. 2019, algorithm 1): the fittest of S members drawn at random is mutated,
 * the child joins the population of P and the oldest member leaves it.
 *
 * An ask never waits for the outcomes of those under way. A child that is invalid, a duplicate or failed costs its
 * place in the budget and leaves the population as it was. In a space that is narrow enough for networks to have
 * neighbours, what was proposed before is drawn again, as by the other methods there.
 *
 * @typeParam Network what the networks of the space are made of
 */
export class RegularizedEvolution<Network> implements Strategy {
  readonly #spec: EvolutionSpec;
  readonly #context: StrategyContext;
  readonly #space: SearchSpace<Network>;
  readonly #population: AgingPopulation;
  readonly #proposed = new Set<string>();

  /** @param population where another strategy keeps one that both breed from; it then tells it, and not this one */
  constructor(
    spec: EvolutionSpec,
    context: StrategyContext,
    space: SearchSpace<Network>,
    population = new AgingPopulation(spec.population, context.niches),
  ) {
    this.#spec = spec;
    this.#context = context;
    this.#space = space;
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
    let drawn = this.#draw();
    if (this.#space.neighbours)
      for (let left = PATIENCE; left > 0 && this.#proposed.has(drawn.proposal.source); left--)
        drawn = this.#draw();
    const { proposal, isSample } = drawn;
    this.#proposed.add(proposal.source);
    if (isSample) this.#population.countSample(proposal.source);
    return proposal;
  }

  #draw(): { readonly proposal: Proposal; readonly isSample: boolean } {
    const { rng } = this.#context;
    const parent = this.#population.isFilled
      ? this.#population.tournament(rng, this.#spec.sample)
      : undefined;
    const child = parent && this.#child(parent);
    return child ? { proposal: child, isSample: false } : { proposal: this.#sample(), isSample: true };
  }

  #sample(): Proposal {
    const { task, rng } = this.#context;
    const network = this.#space.sample(task, rng);
    return { source: this.#space.render(network, task), origin: this.#space.originOf(network) };
  }

  #child({ candidate }: Member): Proposal | undefined {
    const { task, rng } = this.#context;
    const parent = this.#space.recognise(candidate);
    const child = parent && this.#space.mutate(parent, task, rng, this.#spec.edits);
    // A network that no change fits is left as it is; a fresh sample takes its turn.
    if (!child) return undefined;
    const { network, words } = child;
    return {
      source: this.#space.render(network, task),
      origin: this.#space.originOf(network, { parent: candidate.id, words }),
    };
  }
}
