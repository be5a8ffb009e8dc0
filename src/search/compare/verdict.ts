/** Groups of searches in figures, and which of them are told apart from a chosen one. */
import { mean } from 'd3-array';
import type { Group } from './groups.ts';
import { holm } from './holm.ts';
import {
  type Difference,
  type Estimate,
  type Quartiles,
  estimate,
  estimateDifference,
  estimateUnpaired,
  quartiles,
} from './interval.ts';
import { type Searched, bestAfter, shareOf, spentBy, triedWithin } from './trace.ts';

/** What every search of these groups has spent, in whole candidates; 0 without any. */
export const equalEvaluations = (groups: readonly Group[]): number => {
  const counts = groups.flatMap(({ traces }) => traces.map(spentBy));
  return counts.length === 0 ? 0 : Math.floor(Math.min(...counts));
};

/** Of a group, over its seeds, after as many evaluations. */
export interface GroupFigures {
  readonly runs: number;
  readonly best: Estimate;
  readonly quartiles: Quartiles;
  /** Means of the shares of its proposals, 0-1: no program or no network; a network that was proposed before. */
  readonly invalid: number;
  readonly duplicate: number;
  /** Mean time until that many were done. */
  readonly seconds: number;
}

export function figuresOf({ traces }: Group, evaluations: number): GroupFigures {
  const bests = traces.map((trace) => bestAfter(trace, evaluations));
  const average = (of: (trace: Searched) => number) => mean(traces, of) ?? NaN;
  return {
    runs: traces.length,
    best: estimate(bests),
    quartiles: quartiles(bests),
    invalid: average((trace) => shareOf(trace, 'rejected', evaluations)),
    duplicate: average((trace) => shareOf(trace, 'duplicate', evaluations)),
    seconds: average((trace) =>
      Math.max(0, ...triedWithin(trace, evaluations).map(({ seconds }) => seconds)),
    ),
  };
}

/** Best accuracy of a group less that of the reference, at equal evaluations. */
export interface Comparison extends Difference {
  readonly key: string;
  /** Runs with a seed that both have, which were compared with each other; 0 where whole groups were. */
  readonly pairs: number;
  /** `p` corrected for all comparisons with the reference (Holm 1979). */
  readonly corrected: number | null;
}

/** Two seeds in common are paired, and no others count; with fewer in common, groups are compared as wholes. */
const LEAST_PAIRS = 2;

/** Of every group but the reference, in their order. */
export function compareWith(
  reference: Group,
  groups: readonly Group[],
  evaluations: number,
): readonly Comparison[] {
  const compared = groups
    .filter(({ key }) => key !== reference.key)
    .map((group) => ({ key: group.key, ...differ(group, reference, evaluations) }));
  const tested = compared.filter(({ p }) => p !== null);
  const corrected = holm(tested.map(({ p }) => p ?? 1));
  return compared.map((each) => ({ ...each, corrected: corrected[tested.indexOf(each)] ?? null }));
}

function differ(group: Group, reference: Group, evaluations: number): Difference & { pairs: number } {
  const best = (trace: Searched) => bestAfter(trace, evaluations);
  const pairs = group.traces.flatMap((ours) => {
    const theirs = reference.traces.find(({ seed }) => seed === ours.seed);
    return theirs ? [[best(ours), best(theirs)] as const] : [];
  });
  if (pairs.length >= LEAST_PAIRS || (pairs.length === 1 && group.traces.length === 1))
    return {
      pairs: pairs.length,
      ...estimateDifference(
        pairs.map(([ours]) => ours),
        pairs.map(([, theirs]) => theirs),
      ),
    };
  return { pairs: 0, ...estimateUnpaired(group.traces.map(best), reference.traces.map(best)) };
}
