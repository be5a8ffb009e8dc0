import type { CandidateId, Placement } from '../domain.ts';

/** Niches along each axis. */
export const ARCHIVE_SIZE = 10;

interface Elite {
  readonly id: CandidateId;
  readonly fitness: number;
}

/**
 * MAP-Elites (Mouret and Clune 2015): keeps the fittest candidate of each niche of a grid. Fitness is validation
 * accuracy, 0–1.
 */
export class GridArchive {
  readonly #elites = new Map<string, Elite>();

  /**
   * Keeps the incumbent on a tie, so that equals do not churn.
   * @param measures each 0–1, as `measuresOf` gives them
   */
  place(id: CandidateId, fitness: number, measures: readonly [number, number]): Placement {
    const cell = cellOf(measures);
    const key = cell.join(',');
    const incumbent = this.#elites.get(key);
    if (incumbent && fitness <= incumbent.fitness)
      return { cell, kind: 'kept-incumbent', incumbent: incumbent.id };
    this.#elites.set(key, { id, fitness });
    return incumbent ? { cell, kind: 'improved', incumbent: incumbent.id } : { cell, kind: 'new' };
  }

  /** Share of the niches that are filled, 0–1. */
  get coverage(): number {
    return this.#elites.size / ARCHIVE_SIZE ** 2;
  }

  /** Sum of the elites' fitness (Pugh et al. 2016). */
  get qdScore(): number {
    return [...this.#elites.values()].reduce((sum, { fitness }) => sum + fitness, 0);
  }
}

const cellOf = ([x, y]: readonly [number, number]): readonly [number, number] => [niche(x), niche(y)];

/** The upper bound itself belongs to the last niche. */
const niche = (share: number): number => Math.min(ARCHIVE_SIZE - 1, Math.floor(share * ARCHIVE_SIZE));
