import type { Candidate, Proposal } from '../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../ports.ts';
import { mutate } from '../program/mutate.ts';
import type { EvolutionSpec } from '../spec/spec.ts';
import { RandomSearch } from './random.ts';

interface Member {
  readonly candidate: Candidate;
  /** Validation accuracy, 0–1. */
  readonly fitness: number;
}

/**
 * Regularised (aging) evolution (Real et al. 2019, algorithm 1): a queue of P members; the fittest of S drawn from it
 * at random is mutated, the child joins the queue and the oldest member leaves it, however good it is.
 *
 * Asynchronous: the first P proposals are random samples, and an ask never waits for the outcomes of those under
 * way. Only scored networks become members, so a child that is invalid, a duplicate or failed costs its place in the
 * budget and leaves the population as it was.
 */
export class RegularizedEvolution implements Strategy {
  readonly #spec: EvolutionSpec;
  readonly #context: StrategyContext;
  readonly #sampler: RandomSearch;
  /** Oldest first. */
  readonly #population: Member[] = [];
  /** Random samples proposed or told of. */
  #sampled = 0;
  /** Our samples that we were not told of yet. */
  readonly #own = new Set<string>();

  constructor(spec: EvolutionSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
    this.#sampler = new RandomSearch(context);
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    return Array.from({ length: room }, () => this.#propose());
  }

  tell({ candidate, outcome }: Evaluated): void {
    if (candidate.origin.kind === 'sampled') this.#countSample(candidate);
    if (outcome.kind !== 'scored') return;
    this.#population.push({ candidate, fitness: outcome.valAccuracy });
    if (this.#population.length > this.#spec.population) this.#population.shift();
  }

  #propose(): Proposal {
    const { population } = this.#spec;
    // A past that was told may have filled the population without samples of its own.
    const isFilled = this.#sampled >= population || this.#population.length >= population;
    const parent = isFilled ? this.#tournament() : undefined;
    return (parent && this.#child(parent)) ?? this.#sample();
  }

  #sample(): Proposal {
    const proposal = this.#sampler.sample();
    this.#sampled += 1;
    this.#own.add(proposal.source);
    return proposal;
  }

  /** A sample told of that was not ours: the past of a strategy that we took over from. */
  #countSample({ source }: Candidate): void {
    if (!this.#own.delete(source)) this.#sampled += 1;
  }

  /** The fittest of S members drawn without replacement; the younger one on a tie. */
  #tournament(): Member | undefined {
    const contestants = this.#context.rng.sample(this.#population, this.#spec.sample);
    return contestants.reduce<Member | undefined>(
      (best, member) =>
        !best ||
        member.fitness > best.fitness ||
        (member.fitness === best.fitness && member.candidate.id > best.candidate.id)
          ? member
          : best,
      undefined,
    );
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
