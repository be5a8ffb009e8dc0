import type { TrainingFact } from '../faults/training.ts';
import type { Fact, Said, Told } from './told.ts';

/** The values of a fact, with those that are facts themselves in words. Numbers stay numbers for plural forms. */
export type Spoken<F extends Told> = {
  readonly [K in keyof F as Exclude<K, 'kind'>]: F[K] extends number
    ? number
    : Said extends F[K]
      ? string
      : F[K] & string;
};

/** A sentence for every kind of fact. */
export type Phrases<T extends Told = Told> = {
  readonly [K in T['kind']]: (values: Spoken<Fact<K>>) => string;
};

/** How what is within a fact is said. */
export interface Voice {
  said(said: Said): string;
  failure(failure: TrainingFact | string): string;
}

/** The values of a fact, those in words that are facts themselves. */
export function spoken<F extends Told>(fact: F, voice: Voice): Spoken<F> {
  const say = (value: object): string =>
    fact.kind === 'training-failed' ? voice.failure(value as TrainingFact) : voice.said(value as Told);
  return Object.fromEntries(
    Object.entries(fact).map(([key, value]) => [
      key,
      typeof value === 'object' ? say(value as object) : value,
    ]),
  ) as Spoken<F>;
}
