import { choose, contains } from './choose.ts';
import { ABSENT, type Genotype, type Space } from './space.ts';

/** Numbers that `encode` gives: one for each option of each slot. */
export const encodedLength = ({ slots }: Space): number =>
  slots.reduce((sum, { options }) => sum + options.length, 0);

/** One-hot by slot, [encodedLength] of 0 and 1; a slot that does not apply is all 0. */
export function encode({ slots }: Space, genotype: Genotype): readonly number[] {
  return slots.flatMap(({ options }, at) => options.map((_, option) => (genotype[at] === option ? 1 : 0)));
}

/** What a predictor reads of a network: the space's own features where it has such, else one-hot by slot. */
export const featuresOf = (space: Space, genotype: Genotype): readonly number[] =>
  space.features?.(genotype) ?? encode(space, genotype);

/** Equal for equal genotypes, e.g. `0.2.-.1`. */
export function keyOf(genotype: Genotype): string {
  let key = '';
  for (const choice of genotype) key += `${key && '.'}${choice === ABSENT ? '-' : choice}`;
  return key;
}

/** The choices in words, e.g. `width 16`, without those that do not apply. */
export const labelsOf = ({ slots }: Space, genotype: Genotype): readonly string[] =>
  slots.flatMap(({ name, options }, at) => {
    const label = options[genotype[at] ?? ABSENT];
    return label === undefined ? [] : [`${name} ${label}`];
  });

/** What `labelsOf` has put in words; undefined when the words are of no network of this space. */
export function genotypeOf(space: Space, labels: readonly string[]): Genotype | undefined {
  const wanted = new Set(labels);
  const genotype = choose(space, ({ name, options }) =>
    options.findIndex((label) => wanted.has(`${name} ${label}`)),
  );
  return contains(space, genotype) && labelsOf(space, genotype).length === labels.length
    ? genotype
    : undefined;
}
