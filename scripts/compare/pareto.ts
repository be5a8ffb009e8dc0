/** Small and good: EvoPrompting's fitness, its front, and the networks that are worth a second look. */
import type { Trace, Tried } from './trace.ts';

export type Found = NonNullable<Tried['score']>;

/** -(params x error), higher is better (Chen et al. 2023, section 3). */
export const fitnessOf = ({ params, accuracy }: Found): number => -params * (1 - accuracy);

/** EvoPrompting's ceiling: what errs as often is dropped, however small it is. */
const ERROR_CEILING = 0.5;

/** The fittest that was found among the first so many; undefined where nothing was below the ceiling. */
export const fittest = (trace: Trace, evaluations: number): Found | undefined =>
  foundBy({ ...trace, tried: trace.tried.slice(0, evaluations) })
    .filter(({ accuracy }) => 1 - accuracy < ERROR_CEILING)
    .toSorted((a, b) => fitnessOf(b) - fitnessOf(a))[0];

/** What a search found by itself: its scored candidates but for the networks it was given to begin with. */
export const foundBy = ({ tried }: Trace): readonly Found[] =>
  tried.flatMap(({ score, wasSeed }) => (score && !wasSeed ? [score] : []));

/** The networks it was given to begin with. */
export const seedsOf = ({ tried }: Trace): readonly Found[] =>
  tried.flatMap(({ score, wasSeed }) => (score && wasSeed ? [score] : []));

/** Those that no other is both as small and as good as, smallest first. */
export function frontOf(found: readonly Found[]): readonly Found[] {
  const sorted = found.toSorted((a, b) => a.params - b.params || b.accuracy - a.accuracy);
  let best = -1;
  return sorted.filter(({ accuracy }) => {
    const isBetter = accuracy > best;
    if (isBetter) best = accuracy;
    return isBetter;
  });
}

/** The best on the validation split among those that are small enough; nothing of the test split is known here. */
export const bestSmall = (found: readonly Found[], mostParams: number): Found | undefined =>
  frontOf(found)
    .filter(({ params }) => params <= mostParams)
    .at(-1);
