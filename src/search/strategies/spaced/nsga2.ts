import type { CandidateId } from '../../domain.ts';
import type { StrategyContext } from '../../ports.ts';
import type { Genotype } from '../../spaces/space.ts';
import { crossover, mutate, sample } from '../../spaces/vary.ts';
import type { Nsga2Spec } from '../../spec/spec.ts';
import { crowdingDistances, nonDominatedSort, type Objectives } from './pareto.ts';
import { type Choice, SpacedStrategy, type Told } from './spaced.ts';

interface Individual {
  readonly id: CandidateId;
  readonly genotype: Genotype;
  /** Error and the logarithm of the parameters. */
  readonly objectives: Objectives;
}

interface Ranked extends Individual {
  /** Front, 0 for those that nothing dominates. */
  readonly rank: number;
  readonly crowding: number;
}

/**
 * NSGA-II (Deb et al. 2002): generations of P, of which the P of the lowest fronts live on beside their parents, the last
 * front thinned by crowding distance. Parents are drawn by binary tournaments, crossed with a chance, and one choice of
 * the child is mutated, which is what the paper's chance of 1 / n for each of n variables comes to on average.
 * Error and parameters are both to be small. A population of 10 is our choice, for short runs; the crossover rate of 0.9 is
 * what DEAP's example of the paper has, with a population of 100.
 *
 * A generation waits for all its outcomes. Only scored networks live on; a duplicate is one that is there already.
 */
export class Nsga2 extends SpacedStrategy {
  readonly #spec: Nsga2Spec;
  #parents: readonly Ranked[] = [];
  #children: Individual[] = [];
  /** Of this generation, still to be proposed. */
  #left: number;
  #generations = 0;

  constructor(spec: Nsga2Spec, context: StrategyContext) {
    super(spec.space, context);
    this.#spec = spec;
    this.#left = spec.population;
  }

  get roundsTold(): number {
    return this.#generations;
  }

  protected propose(): Choice | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    return this.fresh(() => this.#child() ?? { genotype: sample(this.space, this.context.rng), parents: [] });
  }

  protected learn({ id, genotype, outcome, isOwn }: Told): void {
    if (outcome.kind === 'scored') {
      const objectives = [1 - outcome.valAccuracy, Math.log(outcome.params)];
      this.#children.push({ id, genotype, objectives });
      // What others have found takes the place of a random network.
      if (!isOwn && this.#generations === 0) this.#left = Math.max(0, this.#left - 1);
    }
    this.#endGeneration();
  }

  protected forgo(): void {
    this.#left += 1;
  }

  #endGeneration(): void {
    if (this.#left > 0 || this.openCount > 0) return;
    this.#parents = select([...this.#parents, ...this.#children], this.#spec.population);
    this.#children = [];
    this.#left = this.#spec.population;
    this.#generations += 1;
    const members = this.#parents.map(({ id, rank }) => ({ id, front: rank }));
    const generation = { generation: this.#generations, members };
    this.context.record({ method: 'spaced', note: { kind: 'selected', generation } });
  }

  /** Undefined when there is nobody to breed from. */
  #child(): Choice | undefined {
    const { rng } = this.context;
    const first = this.#tournament();
    if (!first) return undefined;
    const second = rng.chance(this.#spec.crossover) ? this.#tournament() : undefined;
    if (!second || second.id === first.id)
      return { genotype: mutate(this.space, first.genotype, rng), parents: [first.id] };
    const crossed = crossover(this.space, first.genotype, second.genotype, rng);
    return { genotype: mutate(this.space, crossed, rng), parents: [first.id, second.id] };
  }

  #tournament(): Ranked | undefined {
    const { rng, niches } = this.context;
    const [a, b] = rng.sample(niches.forDraw(this.#parents, rng), 2);
    return a && b && isFitter(b, a) ? b : a;
  }
}

/** By front, and within a front those in the emptier places first (Deb et al. 2002, section III-C). */
export function select(individuals: readonly Individual[], count: number): readonly Ranked[] {
  const fronts = nonDominatedSort(individuals.map(({ objectives }) => objectives)).map((indices, rank) => {
    const front = indices.flatMap((index) => individuals[index] ?? []);
    const distances = crowdingDistances(front.map(({ objectives }) => objectives));
    return front
      .map((individual, at): Ranked => ({ ...individual, rank, crowding: distances[at] ?? 0 }))
      .toSorted((a, b) => (a.crowding === b.crowding ? 0 : b.crowding - a.crowding));
  });
  return fronts.flat().slice(0, count);
}

const isFitter = (a: Ranked, b: Ranked): boolean =>
  a.rank < b.rank || (a.rank === b.rank && a.crowding > b.crowding);
