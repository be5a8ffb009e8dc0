/** Methods on the benchmark as the page draws and words them. */
import { cliques } from '../../search/compare/cliques.ts';
import type { Along, Standing, Standings } from '../../search/compare/standings.ts';
import type { StrategyId } from '../../search/spec/spec.ts';
import { m } from '../messages/messages.js';
import { decimal, fixed } from './format.ts';
import { STRATEGY_NAMES } from './words.ts';

/** By which test two methods are told apart. */
export type Test = 'nemenyi' | 'wilcoxon';

const LEVEL = 0.05;

export const methodName = (key: string): string => STRATEGY_NAMES[key as StrategyId]();

/** Seconds on the axis of time. */
export const spentOf = (x: number, along: Along): number => (along === 'ms' ? x / 1000 : x);

/** Methods from the best mean rank to the worst, and the rows of neighbours that a test does not tell apart. */
export interface RankOrder {
  readonly methods: readonly {
    readonly key: string;
    readonly name: string;
    readonly index: number;
    readonly rank: number;
  }[];
  /** First and last place in that order. */
  readonly cliques: readonly (readonly [first: number, last: number])[];
  /** Where the test has one for all pairs. */
  readonly criticalDifference?: number;
}

export function rankOrder({ standings, pairs, criticalDifference }: Standings, test: Test): RankOrder {
  const rankOf = (i: number) => standings[i]?.rank ?? NaN;
  const order = standings.map((_, i) => i).toSorted((a, b) => rankOf(a) - rankOf(b));
  const isApart: Record<Test, (a: number, b: number) => boolean> = {
    nemenyi: (a, b) => Math.abs(rankOf(a) - rankOf(b)) >= criticalDifference,
    wilcoxon: (a, b) =>
      pairs.some((pair) => pair.a === Math.min(a, b) && pair.b === Math.max(a, b) && pair.p < LEVEL),
  };
  return {
    methods: order.map((i) => {
      const key = standings[i]?.key ?? '';
      return { key, name: methodName(key), index: i, rank: rankOf(i) };
    }),
    cliques: cliques(order, isApart[test]),
    ...(test === 'nemenyi' && { criticalDifference }),
  };
}

/** In percentage points, which regret is a difference of accuracies in. */
export const points = (regret: number): string => decimal(Number((100 * regret).toPrecision(3)).toFixed(2));

export const intervalWords = ([low, high]: readonly [number, number]): string =>
  `${points(low)} … ${points(high)}`;

export const pWords = (p: number): string => (p < 0.001 ? decimal('< 0.001') : fixed(p, 3));

/** What it all says, in sentences. */
export function sentencesOf(standings: Standings, test: Test): readonly string[] {
  const { friedman, repeats } = standings;
  if (!friedman) return [m.benchmark_alone()];
  const order = rankOrder(standings, test);
  const [first] = order.methods;
  const p = friedman.p < 0.001 ? pWords(friedman.p) : `= ${pWords(friedman.p)}`;
  if (!first || friedman.p >= LEVEL) return [m.benchmark_no_difference({ count: repeats, p })];
  const clique = order.cliques.find(([place]) => place === 0);
  const equals = clique ? order.methods.slice(1, clique[1] + 1).map(({ name }) => name) : [];
  const rank = fixed(first.rank, 2);
  return [
    m.benchmark_difference({ count: repeats, p }),
    equals.length === 0
      ? m.benchmark_first({ name: first.name, rank })
      : m.benchmark_first_among({ name: first.name, rank, others: equals.join(', ') }),
    ...standings.standings.flatMap((standing) => againstRandom(standing)),
  ];
}

function againstRandom({ key, versus }: Standing): readonly string[] {
  if (!versus || versus.p < LEVEL) return [];
  return [m.benchmark_as_random({ name: methodName(key) })];
}
