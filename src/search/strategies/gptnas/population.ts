import type { CandidateId } from '../../domain.ts';
import type { Rng } from '../../random/rng.ts';
import type { Genome } from './blocks.ts';

/** An individual that was scored. */
export interface Member {
  readonly id: CandidateId;
  readonly genome: Genome;
  /** Its fitness, 0–1. */
  readonly valAccuracy: number;
}

/** The fitter one of two drawn at random. The paper does not say how parents are chosen. */
export function tournament(rng: Rng, population: readonly Member[]): Member {
  const [winner] = survivors(rng.sample(population, 2), 1);
  if (!winner) throw new RangeError('there is nobody to draw');
  return winner;
}

/** The `size` fittest, the fittest first; of two that are equal, the younger one first. */
export const survivors = (members: readonly Member[], size: number): readonly Member[] =>
  members.toSorted((a, b) => b.valAccuracy - a.valAccuracy || b.id - a.id).slice(0, size);
