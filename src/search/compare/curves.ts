/** The best so far in several searches, side by side along what they have spent. */
import { bisector, mean } from 'd3-array';
import { type Searched, found, spentWith } from './trace.ts';

/** What every search had found by then, in the order of the searches; 0 before any scored. */
export interface Place {
  readonly x: number;
  readonly values: readonly number[];
}

/** What is spent: in candidates, what was charged beside them included, in time, or in operations. */
export type Spent = 'evaluations' | 'seconds' | 'work';

/** From the cost of one candidate on to that of so many. */
export const alongEvaluations = (searches: readonly Searched[], evaluations: number): readonly Place[] =>
  along(
    searches,
    'evaluations',
    Array.from({ length: evaluations }, (_, i) => i + 1),
  );

/** Up to where the first of the searches ends. */
export const alongTime = (searches: readonly Searched[]): readonly Place[] =>
  along(searches, 'seconds', evenly(Math.min(...searches.map(({ seconds }) => seconds))));

/** Up to the work of the search that did the least of it. */
export const alongWork = (searches: readonly Searched[]): readonly Place[] =>
  along(searches, 'work', evenly(Math.min(...searches.map(workOf))));

/** All that a search has done, what it was charged included. */
const workOf = (search: Searched): number =>
  search.tried.reduce((sum, { work = 0 }) => sum + work, (search.charged ?? 0) * workOfOne(search));

/** Of a candidate that was trained to its end, in the mean: what is charged in candidates is worth as many of these. */
const workOfOne = ({ tried }: Searched): number =>
  mean(
    tried.filter(({ kind }) => kind === 'scored'),
    ({ work }) => work,
  ) ?? 0;

/** Places along an axis that is not of whole numbers. */
const PLACES = 100;

const evenly = (last: number): readonly number[] =>
  Array.from({ length: PLACES }, (_, i) => (last * (i + 1)) / PLACES);

function along(searches: readonly Searched[], spent: Spent, xs: readonly number[]): readonly Place[] {
  const all = searches.map((search) => corners(search, spent));
  return xs.map((x) => ({
    x,
    values: all.map((each) => each[bisectRight(each, x) - 1]?.best ?? 0),
  }));
}

interface Corner {
  readonly x: number;
  readonly best: number;
}

const { right: bisectRight } = bisector(({ x }: Corner) => x);

/** The best after each candidate, in the order in which they were done. */
function corners(search: Searched, spent: Spent): readonly Corner[] {
  const { tried } = search;
  const done = spent === 'evaluations' ? tried : tried.toSorted((a, b) => a.seconds - b.seconds);
  let best = 0;
  let work = 0;
  let charged = 0;
  const one = workOfOne(search);
  return done.map((each, i) => {
    best = Math.max(best, found(each));
    work += each.work ?? 0;
    charged = Math.max(charged, each.charged ?? 0);
    const x = { evaluations: spentWith(each, i), seconds: each.seconds, work: work + charged * one };
    return { x: x[spent], best };
  });
}
