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
  /** A network that the method was given to begin with: it takes its place, but was not found. */
  readonly wasSeed?: true;
}

/** One search. */
export interface Searched {
  /** In the order asked. */
  readonly tried: readonly Tried[];
  readonly seconds: number;
}

/** The best accuracy found among the first so many, networks that were given apart; 0 before any scored. */
export const bestAfter = ({ tried }: Searched, evaluations: number): number =>
  best(tried.slice(0, evaluations));

/** The best accuracy that was known by then. */
export const bestWithin = ({ tried }: Searched, seconds: number): number =>
  best(tried.filter((each) => each.seconds <= seconds));

const best = (tried: readonly Tried[]): number => Math.max(0, ...tried.map(found));

/** The accuracy of what a search found by itself, else 0. */
export const found = ({ score, wasSeed }: Tried): number => (wasSeed ? 0 : (score?.accuracy ?? 0));

/** Of the first so many, 0-1. */
export const shareOf = ({ tried }: Searched, kind: Outcome['kind'], evaluations: number): number => {
  const first = tried.slice(0, evaluations);
  return first.filter((each) => each.kind === kind).length / first.length;
};
