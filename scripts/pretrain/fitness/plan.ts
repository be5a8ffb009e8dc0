/** Which programs are trained to learn what makes a network good. */
import type { TaskShape } from '../../../src/search/domain.ts';
import { mutate } from '../../../src/search/program/mutate.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { drawProgram, know, type Known } from '../programs/draw.ts';

export const MNIST1D: TaskShape = { inputShape: [40, 1], classes: 10 };

/** Larger networks take too long to train hundreds of. */
export const MOST_FLOPS = 800_000;
/** Chance that a program is an edited version of one before it, so that what an edit does is seen. */
const EDITED = 0.5;

/** The first `count` programs of the plan, all different; a longer plan begins with a shorter one. */
export function planned(count: number): readonly Known[] {
  const rng = new Rng('fitness');
  const plan: Known[] = [];
  const hashes = new Set<string>();
  while (plan.length < count) {
    const next =
      plan.length > 20 && rng.chance(EDITED) ? edited(rng.pick(plan), rng) : drawProgram(MNIST1D, rng);
    if (!next || next.architecture.flops > MOST_FLOPS || hashes.has(next.architecture.hash)) continue;
    hashes.add(next.architecture.hash);
    plan.push(next);
  }
  return plan;
}

function edited({ source }: Known, rng: Rng): Known | undefined {
  const child = mutate(source, MNIST1D, rng, 1 + rng.int(3));
  return child.ok ? know(child.value.source, MNIST1D) : undefined;
}
