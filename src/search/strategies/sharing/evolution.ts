/** The search for networks that do well with shared weights (Guo et al. 2020, SPOS, algorithm 1). */
import type { Rng } from '../../random/rng.ts';
import { choose, untilNetwork } from '../../spaces/choose.ts';
import { keyOf } from '../../spaces/encode.ts';
import type { Genotype, Space } from '../../spaces/space.ts';
import { crossover, sample } from '../../spaces/vary.ts';

/** A network with its accuracy by the shared weights, 0–1. */
export interface Ranked {
  readonly genotype: Genotype;
  readonly accuracy: number;
}

/** From how many of the best children come, and how likely each choice of a mutant is drawn anew: the authors' own. */
const BEST = 10;
const MUTATION = 0.1;
/** Draws for each child that is wanted before it is done with. */
const PATIENCE = 10;

/** So many networks that are not known, as far as they can be found; fewer where the space has no more. */
export function freshSamples(
  space: Space,
  count: number,
  known: ReadonlySet<string>,
  rng: Rng,
): readonly Genotype[] {
  return drawNew(count, known, () => sample(space, rng));
}

/** Half of them mutants of the best, half crossings of two of these; what that does not fill is drawn at random. */
export function nextGeneration(
  space: Space,
  ranked: readonly Ranked[],
  count: number,
  rng: Rng,
): readonly Genotype[] {
  const best = byAccuracy(ranked).slice(0, BEST);
  const known = new Set(ranked.map(({ genotype }) => keyOf(genotype)));
  const taken = (children: readonly Genotype[]) => new Set([...known, ...children.map(keyOf)]);
  const mutants = drawNew(Math.floor(count / 2), known, () => mutant(space, rng.pick(best).genotype, rng));
  const crossed = drawNew(count - mutants.length, taken(mutants), () =>
    crossover(space, rng.pick(best).genotype, rng.pick(best).genotype, rng),
  );
  const children = [...mutants, ...crossed];
  return [...children, ...freshSamples(space, count - children.length, taken(children), rng)];
}

/** The most accurate first; of equals the one that came first. */
export const byAccuracy = (ranked: readonly Ranked[]): readonly Ranked[] =>
  ranked.toSorted((a, b) => b.accuracy - a.accuracy);

function mutant(space: Space, genotype: Genotype, rng: Rng): Genotype {
  const draw = () =>
    choose(space, ({ options }, at) =>
      rng.chance(MUTATION) ? rng.int(options.length) : (genotype[at] ?? 0),
    );
  return untilNetwork(space, draw) ?? genotype;
}

function drawNew(count: number, known: ReadonlySet<string>, draw: () => Genotype): readonly Genotype[] {
  const drawn = new Map<string, Genotype>();
  for (let left = PATIENCE * count; left > 0 && drawn.size < count; left--) {
    const genotype = draw();
    if (!known.has(keyOf(genotype))) drawn.set(keyOf(genotype), genotype);
  }
  return [...drawn.values()];
}
