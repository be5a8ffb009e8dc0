import type { Niches } from '../../archive/niches.ts';
import type { CandidateId, TaskShape } from '../../domain.ts';
import type { Rng } from '../../random/rng.ts';
import type { GptNasSpec } from '../../spec/spec.ts';
import type { Genome } from './blocks.ts';
import { isWorkable, randomGenome } from './genome.ts';
import { crossover, type Edited, mutation } from './operators.ts';
import { type Member, tournament } from './population.ts';

/** Children drawn until one is within the working limits, and mutations of each until it is new. */
const MOST_TRIES = 20;

export interface Child extends Edited {
  readonly parents: readonly CandidateId[];
}

/**
 * A child of two parents, or a random individual where there is nobody to breed from. A child that was proposed before is
 * mutated until it is new, for a second training of the same network would tell nothing.
 */
export function breed(
  rng: Rng,
  spec: GptNasSpec,
  task: TaskShape,
  population: readonly Member[],
  niches: Niches,
  isNew: (genome: Genome) => boolean,
): Child {
  const isEmpty = niches.open(population).length === 0;
  const parent = () => tournament(rng, niches.forDraw(population, rng));
  for (let i = 0; i < MOST_TRIES && !isEmpty; i++) {
    let child = childOf(rng, spec, parent(), parent());
    for (let j = 0; j < MOST_TRIES && !isNew(child.genome); j++) {
      const { genome, edits } = mutation(rng, child.genome, spec);
      child = { ...child, genome, edits: [...child.edits, ...edits] };
    }
    if (isWorkable(child.genome, task)) return child;
  }
  return { genome: randomGenome(rng, task, spec.minBlocks, spec.maxBlocks), parents: [], edits: [] };
}

function childOf(rng: Rng, spec: GptNasSpec, first: Member, second: Member): Child {
  const isCrossed = rng.chance(spec.crossover);
  const crossed = isCrossed
    ? crossover(rng, first.genome, second.genome, spec)
    : { genome: first.genome, edits: [] };
  const mutated = rng.chance(spec.mutation)
    ? mutation(rng, crossed.genome, spec)
    : { genome: crossed.genome, edits: [] };
  return {
    genome: mutated.genome,
    parents: isCrossed ? [...new Set([first.id, second.id])] : [first.id],
    edits: [...crossed.edits, ...mutated.edits],
  };
}
