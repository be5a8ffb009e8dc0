import type { CandidateId, Origin, Outcome, Proposal } from '../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../ports.ts';
import type { SearchSpace } from '../spaces/searchSpace.ts';
import type { EvolutionSpec } from '../spec/spec.ts';
import { AgingPopulation, type Member } from './agingPopulation.ts';

/** How many networks that were proposed before are drawn anew before one of them is proposed again. */
const PATIENCE = 100;

/** A network, and where it came from. */
interface Drawn<Network> {
  readonly network: Network;
  readonly origin: Origin;
}

/**
 * Regularised (aging) evolution (Real et al. 2019, algorithm 1): the fittest of S members drawn at random is mutated,
 * the child joins the population of P and the oldest member leaves it.
 *
 * An ask never waits for the outcomes of those under way: the first P proposals are random networks, and children are bred
 * from whoever has been scored by then. A child that is invalid or failed costs its place in the budget and leaves the
 * population as it was.
 *
 * A space of which each network's neighbours can be listed is narrow: many networks are met again, and different choices
 * come to the same one. There what was proposed before is drawn again, as by the other methods of such spaces, and a
 * duplicate joins with the score of the network it is the same as, so that a step to an equal network is a step. Among
 * programs, of which there is no end, a duplicate leaves the population as it was.
 *
 * @typeParam Network what the networks of the space are made of
 */
export class RegularizedEvolution<Network> implements Strategy {
  readonly #spec: EvolutionSpec;
  readonly #context: StrategyContext;
  readonly #space: SearchSpace<Network>;
  readonly #population: AgingPopulation;
  /** What was proposed or told of, by its text. */
  readonly #known = new Map<string, Network>();
  readonly #scores = new Map<CandidateId, Extract<Outcome, { kind: 'scored' }>>();

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

  tell({ candidate, outcome }: Evaluated): void {
    const isNarrow = this.#space.neighbours !== undefined;
    const scored = outcome.kind === 'duplicate' && isNarrow ? this.#scores.get(outcome.of) : outcome;
    if (scored?.kind === 'scored') this.#scores.set(candidate.id, scored);
    const network = this.#networkOf(candidate);
    if (network === undefined) return;
    this.#known.set(candidate.source, network);
    this.#population.tell({ candidate, outcome: scored ?? outcome });
  }

  dropped({ source }: Proposal): void {
    this.#known.delete(source);
    this.#population.forgetSample(source);
  }

  #propose(): Proposal {
    const { task, rng } = this.#context;
    const parent = this.#population.isFilled
      ? this.#population.tournament(rng, this.#spec.sample)
      : undefined;
    let drawn = this.#draw(parent);
    let source = this.#space.render(drawn.network, task);
    if (this.#space.neighbours)
      for (let left = PATIENCE; left > 0 && this.#known.has(source); left--) {
        drawn = this.#draw(parent);
        source = this.#space.render(drawn.network, task);
      }
    this.#known.set(source, drawn.network);
    if (!drawn.isChild) this.#population.countSample(source);
    return { source, origin: drawn.origin };
  }

  /** Where no change fits the parent, it is left as it is, and a random network takes the turn. */
  #draw(parent: Member | undefined): Drawn<Network> & { readonly isChild: boolean } {
    const child = parent && this.#childOf(parent);
    if (child) return { ...child, isChild: true };
    const network = this.#space.sample(this.#context.task, this.#context.rng);
    return { network, origin: this.#space.originOf(network), isChild: false };
  }

  #childOf({ candidate }: Member): Drawn<Network> | undefined {
    const { task, rng } = this.#context;
    const parent = this.#networkOf(candidate);
    if (parent === undefined) return undefined;
    const child = this.#space.mutate(parent, task, rng, this.#spec.edits);
    if (!child) return undefined;
    const { network, words } = child;
    return { network, origin: this.#space.originOf(network, { parent: candidate.id, words }) };
  }

  /** A program of a person is a network of a narrow space only when its text is that of one. */
  #networkOf(candidate: Evaluated['candidate']): Network | undefined {
    return this.#known.get(candidate.source) ?? this.#space.recognise(candidate);
  }
}
