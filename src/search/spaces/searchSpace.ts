/** What a search can do in a space of networks, whatever these are made of. */
import type { Edit } from '../edits/edit.ts';
import type { Candidate, CandidateId, Origin, TaskShape } from '../domain.ts';
import type { Rng } from '../random/rng.ts';
import { applies } from './choose.ts';
import { featuresOf, genotypeOf, labelsOf } from './encode.ts';
import { sizeOf } from './enumerate.ts';
import { ABSENT, type Genotype, type Space } from './space.ts';
import { crossover, mutate, neighbours, sample } from './vary.ts';

/** A network that came of another. */
export interface Changed<Network> {
  readonly network: Network;
  /** What was changed, one after the other, e.g. `widen conv1d: filters 16 -> 24`. */
  readonly words: readonly (Edit | string)[];
}

/**
 * A space of networks. What has no meaning in a space is absent there, rather than made up: free code has no list of
 * neighbours, for an edit may write any number, and two programs have no choices that could be crossed.
 *
 * @typeParam Network what it is made of: choices, or a program
 */
export interface SearchSpace<Network> {
  readonly id: string;
  /** How many networks there are, counted anew; Infinity where there is no end to them. */
  size(): number;
  sample(task: TaskShape, rng: Rng): Network;
  /**
   * A near one, drawn.
   * @param times how many changes are made, 1 or more; fewer where no more fit
   * @returns undefined when nothing that could be changed was found
   */
  mutate(network: Network, task: TaskShape, rng: Rng, times?: number): Changed<Network> | undefined;
  /** One with traits of both. */
  crossover?(a: Network, b: Network, rng: Rng): Network;
  /** All that are one change away. */
  neighbours?(network: Network): readonly Network[];
  /** As features for a predictor, always as many; undefined where the network cannot be read without running it. */
  encode(network: Network, task: TaskShape): readonly number[] | undefined;
  /** As a candidate's program. */
  render(network: Network, task: TaskShape): string;
  /** Where a candidate came from that is this network: changed from a parent, or drawn. */
  originOf(
    network: Network,
    from?: { readonly parent: CandidateId; readonly words: readonly (Edit | string)[] },
  ): Origin;
  /** The network that a candidate is, whoever proposed it; undefined when it is none of this space. */
  recognise(candidate: Pick<Candidate, 'source' | 'origin'>): Network | undefined;
}

/** A list of choices as such a space. */
export const overChoices = (space: Space): SearchSpace<Genotype> => ({
  id: space.id,
  size: () => sizeOf(space),
  sample: (_, rng) => sample(space, rng),
  mutate(genotype, _, rng, times = 1) {
    let network = genotype;
    for (let left = times; left > 0; left--) network = mutate(space, network, rng);
    const words = changesBetween(space, genotype, network);
    return words.length > 0 ? { network, words } : undefined;
  },
  crossover: (a, b, rng) => crossover(space, a, b, rng),
  neighbours: (genotype) => neighbours(space, genotype),
  encode: (genotype) => featuresOf(space, genotype),
  render: (genotype, task) => space.render(genotype, task),
  originOf: (genotype, from) => ({
    kind: 'chosen',
    parents: from ? [from.parent] : [],
    space: space.id,
    choices: labelsOf(space, genotype),
  }),
  recognise: ({ origin }) =>
    origin.kind === 'chosen' && origin.space === space.id ? genotypeOf(space, origin.choices) : undefined,
});

/** E.g. `depth 2 -> 3`; of a choice that is only made now, what was chosen. */
function changesBetween({ slots }: Space, before: Genotype, after: Genotype): readonly string[] {
  return slots.flatMap((slot, at) => {
    const [was = ABSENT, is = ABSENT] = [before[at], after[at]];
    if (was === is || !applies(slot, after.slice(0, at))) return [];
    const { name, options } = slot;
    return [was === ABSENT ? `${name} ${options[is]}` : `${name} ${options[was]} -> ${options[is]}`];
  });
}
