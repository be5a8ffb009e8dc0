import type { Fact, Said, Told } from './told.ts';

/** The values of a fact, with those that are facts themselves in words. Numbers stay numbers for plural forms. */
export type Spoken<F extends Told> = {
  readonly [K in Exclude<keyof F, 'kind'>]: F[K] extends number
    ? number
    : Said extends F[K]
      ? string
      : F[K] & string;
};

/** A sentence for every kind of fact. */
export type Phrases<T extends Told = Told> = {
  readonly [K in T['kind']]: (values: Spoken<Fact<K>>) => string;
};

/** @param number how numbers are written @param say a fact within this one in words */
export function spoken<F extends Told>(fact: F, say: (said: Said) => string): Spoken<F> {
  return Object.fromEntries(
    Object.entries(fact).map(([key, value]) => [key, typeof value === 'object' ? say(value as Told) : value]),
  ) as Spoken<F>;
}
