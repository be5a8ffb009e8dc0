/** What a search leaves behind for a comparison: of each candidate when it was done and what it was worth. */
import type { Outcome } from '../domain.ts';

/** A candidate that was tried, whatever became of it. */
export interface Tried {
  readonly kind: Outcome['kind'];
  /** Since the search began. */
  readonly seconds: number;
  /** Floating-point operations of its training, about. */
  readonly work?: number;
  /** Of those that scored: validation accuracy, 0-1. */
  readonly score?: { readonly accuracy: number };
  /** What its search had spent beside candidates when it was asked for, in candidates that could have been trained for it. */
  readonly charged?: number;
  /** A network that the method was given to begin with: it takes its place, but was not found. */
  readonly wasSeed?: true;
}

/** One search. */
export interface Searched {
  /** In the order asked. */
  readonly tried: readonly Tried[];
  readonly seconds: number;
  /** All that it has spent beside candidates, in candidates that could have been trained for it. */
  readonly charged?: number;
}

/** What a search had spent with one of its candidates, in candidates: its place, and what was charged before. */
export const spentWith = ({ charged = 0 }: Tried, index: number): number => index + 1 + charged;

/** All that it has spent, in candidates. */
export const spentBy = ({ tried, charged = 0 }: Searched): number => tried.length + charged;

/** Those that it had tried when it had spent as much as so many candidates. */
export const triedWithin = ({ tried }: Searched, evaluations: number): readonly Tried[] =>
  tried.filter((each, index) => spentWith(each, index) <= evaluations);

/** The best accuracy found for what so many candidates cost, networks that were given apart; 0 before any scored. */
export const bestAfter = (search: Searched, evaluations: number): number =>
  best(triedWithin(search, evaluations));

/** The best accuracy that was known by then. */
export const bestWithin = ({ tried }: Searched, seconds: number): number =>
  best(tried.filter((each) => each.seconds <= seconds));

const best = (tried: readonly Tried[]): number => Math.max(0, ...tried.map(found));

/** The accuracy of what a search found by itself, else 0. */
export const found = ({ score, wasSeed }: Tried): number => (wasSeed ? 0 : (score?.accuracy ?? 0));

/** Of those it had tried for what so many candidates cost, 0-1; 0 of none. */
export const shareOf = (search: Searched, kind: Outcome['kind'], evaluations: number): number => {
  const first = triedWithin(search, evaluations);
  return first.filter((each) => each.kind === kind).length / Math.max(1, first.length);
};
