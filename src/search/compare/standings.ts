/**
 * Methods that have searched the same known space again and again: how far below the best network in it they were on the way,
 * and which of them can be told apart in the end.
 */
import { ascending, bisectRight, max, mean, median, min } from 'd3-array';
import { Rng } from '../random/rng.ts';
import { bootstrap } from './bootstrap.ts';
import { holm } from './holm.ts';
import { type Friedman, criticalDifference, friedman, meanRanks } from './ranks.ts';
import { signedRank } from './signedRank.ts';

/** One search, a number for each evaluation. */
export interface Course {
  /** How far the network that it would hand in is below the best of all, 0–1. */
  readonly regrets: ArrayLike<number>;
  /** Milliseconds of training by then, never falling. */
  readonly ms: ArrayLike<number>;
}

export interface Contestant {
  readonly key: string;
  /** Of the same seeds as those of all others, in the same order. */
  readonly courses: readonly Course[];
}

/** What is spent alike. */
export type Along = 'evaluations' | 'ms';

/** After so much. */
export interface Stop {
  readonly x: number;
  /** Of each repeat, in their order. */
  readonly regrets: readonly number[];
  /** Mean over the repeats among all contestants, 1 for the best. */
  readonly rank: number;
}

/** A method less another, repeat by repeat. */
export interface Versus {
  /** Of the regrets; below 0 where the first is better. */
  readonly mean: number;
  /** Of that mean, 95 %, by bootstrap. */
  readonly interval: readonly [low: number, high: number];
  /** By Wilcoxon's test, corrected for the number of comparisons (Holm). */
  readonly p: number;
}

/** A contestant in the end. */
export interface Standing {
  readonly key: string;
  readonly rank: number;
  readonly mean: number;
  /** Of the mean, 95 %, by bootstrap. */
  readonly interval: readonly [low: number, high: number];
  readonly median: number;
  /** Share of the repeats that found the best network, 0–1. */
  readonly solved: number;
  /** Against the reference; absent for the reference itself. */
  readonly versus?: Versus;
}

export interface Standings {
  readonly along: Along;
  /** Where all are compared: as much as every search spent. */
  readonly end: number;
  readonly repeats: number;
  readonly stops: readonly { readonly key: string; readonly stops: readonly Stop[] }[];
  /** In the order of the contestants. */
  readonly standings: readonly Standing[];
  /** Absent for a single contestant or repeat. */
  readonly friedman?: Friedman;
  /** Of mean ranks (Nemenyi). */
  readonly criticalDifference: number;
  /** Of every two contestants, by their places: corrected among all pairs. */
  readonly pairs: readonly { readonly a: number; readonly b: number; readonly p: number }[];
}

/** Stops on the way; more are not seen. */
const STOPS = 80;

/**
 * @param reference key of the contestant that the others are held against
 * @param seed of the bootstrap's draws
 * @throws RangeError where there are no contestants, or one has another number of courses than the first
 */
export function standingsOf(
  contestants: readonly Contestant[],
  along: Along,
  reference: string,
  seed = 1,
): Standings {
  const repeats = contestants[0]?.courses.length ?? 0;
  if (repeats === 0 || contestants.some(({ courses }) => courses.length !== repeats))
    throw new RangeError('Contestants need as many searches as each other, one at least.');
  const end = endOf(contestants, along);
  const places = placesUntil(end, along, contestants);
  const atPlaces = places.map((x) =>
    contestants.map(({ courses }) => courses.map((each) => at(each, along, x))),
  );
  const ranksAt = atPlaces.map((regrets) => meanRanks(byRepeat(regrets)));
  const final = contestants.map(({ courses }) => courses.map((each) => at(each, along, end)));
  const losses = byRepeat(final);
  const ranks = meanRanks(losses);
  const rng = new Rng(seed).fork('standings');
  const against = final[contestants.findIndex(({ key }) => key === reference)];
  const rivals = against ? final.filter((regrets) => regrets !== against) : [];
  const ps = holm(rivals.map((regrets) => signedRank(regrets, against ?? []).p));
  const test = friedman(losses);
  return {
    along,
    end,
    repeats,
    stops: contestants.map(({ key }, i) => ({
      key,
      stops: places.map((x, place) => ({
        x,
        regrets: atPlaces[place]?.[i] ?? [],
        rank: ranksAt[place]?.[i] ?? NaN,
      })),
    })),
    standings: contestants.map(({ key }, i): Standing => {
      const regrets = final[i] ?? [];
      const draws = rng.fork(key);
      const rival = rivals.indexOf(regrets);
      return {
        key,
        rank: ranks[i] ?? NaN,
        mean: average(regrets),
        interval: bootstrap(regrets, average, draws.fork('mean')),
        median: median(regrets) ?? NaN,
        solved: regrets.filter((regret) => regret <= 0).length / repeats,
        ...(against && rival >= 0 && { versus: versus(regrets, against, ps[rival] ?? NaN, draws) }),
      };
    }),
    ...(test && { friedman: test }),
    criticalDifference: contestants.length < 2 ? 0 : criticalDifference(contestants.length, repeats),
    pairs: pairsOf(final),
  };
}

const average = (values: readonly number[]): number => mean(values) ?? NaN;

function versus(ours: readonly number[], others: readonly number[], p: number, rng: Rng): Versus {
  const differences = ours.map((regret, i) => regret - (others[i] ?? NaN));
  return { mean: average(differences), interval: bootstrap(differences, average, rng.fork('versus')), p };
}

function pairsOf(final: readonly (readonly number[])[]): Standings['pairs'] {
  const pairs = final.flatMap((ours, a) =>
    final.slice(a + 1).map((others, i) => ({ a, b: a + 1 + i, p: signedRank(ours, others).p })),
  );
  const ps = holm(pairs.map(({ p }) => p));
  return pairs.map(({ a, b }, i) => ({ a, b, p: ps[i] ?? NaN }));
}

const lastOf = (values: ArrayLike<number>): number => values[values.length - 1] ?? 0;

/** As much as every search spent. */
const endOf = (contestants: readonly Contestant[], along: Along): number =>
  min(contestants, ({ courses }) =>
    min(courses, ({ regrets, ms }) => (along === 'evaluations' ? regrets.length : lastOf(ms))),
  ) ?? 0;

/** Evenly by their logarithm, since much happens early: from the first that all have something of on. */
function placesUntil(end: number, along: Along, contestants: readonly Contestant[]): readonly number[] {
  const first =
    along === 'evaluations'
      ? 1
      : (max(contestants, ({ courses }) => max(courses, ({ ms }) => ms[0] ?? 0)) ?? 0) || end / STOPS;
  if (first >= end) return [end];
  const steps = Array.from({ length: STOPS }, (_, i) => first * (end / first) ** (i / (STOPS - 1)));
  const places = along === 'evaluations' ? steps.map(Math.round) : steps.with(-1, end);
  return [...new Set(places)].toSorted(ascending);
}

/** The regret after so much; of a search that has nothing yet, that of its first network. */
function at({ regrets, ms }: Course, along: Along, x: number): number {
  const count = along === 'evaluations' ? x : bisectRight(ms, x);
  return regrets[Math.max(0, count - 1)] ?? NaN;
}

/** [contestant][repeat] as [repeat][contestant]. */
const byRepeat = (regrets: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (regrets[0] ?? []).map((_, repeat) => regrets.map((own) => own[repeat] ?? NaN));
