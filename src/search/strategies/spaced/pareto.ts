/** Values to be made small, in one order for all. */
export type Objectives = readonly number[];

/** Whether `a` is nowhere worse than `b` and somewhere better. */
export const dominates = (a: Objectives, b: Objectives): boolean =>
  a.every((value, at) => value <= (b[at] ?? Number.NaN)) &&
  a.some((value, at) => value < (b[at] ?? Number.NaN));

/**
 * Fast non-dominated sort (Deb et al. 2002, section III-A).
 * @returns indices by front, those that nothing dominates first; within a front in the order of `points`
 */
export function nonDominatedSort(points: readonly Objectives[]): readonly (readonly number[])[] {
  const dominated = points.map((point) =>
    points.flatMap((other, index) => (dominates(point, other) ? [index] : [])),
  );
  const dominators = points.map(() => 0);
  for (const index of dominated.flat()) dominators[index] = (dominators[index] ?? 0) + 1;
  const fronts: number[][] = [];
  let front = [...points.keys()].filter((index) => dominators[index] === 0);
  while (front.length > 0) {
    fronts.push(front);
    const next: number[] = [];
    for (const index of front.flatMap((each) => dominated[each] ?? [])) {
      dominators[index] = (dominators[index] ?? 0) - 1;
      if (dominators[index] === 0) next.push(index);
    }
    front = next.toSorted((a, b) => a - b);
  }
  return fronts;
}

/**
 * Crowding distances within a front (Deb et al. 2002, section III-B): by each objective the distance between the two
 * neighbours as a share of the front's range, summed; infinite at the ends.
 */
export function crowdingDistances(front: readonly Objectives[]): readonly number[] {
  const distances = front.map(() => 0);
  for (const objective of front[0]?.keys() ?? []) {
    const value = (index: number | undefined) => front[index ?? 0]?.[objective] ?? 0;
    const order = [...front.keys()].toSorted((a, b) => value(a) - value(b));
    const range = value(order.at(-1)) - value(order[0]);
    for (const [place, index] of order.entries()) {
      const isEnd = place === 0 || place === order.length - 1;
      const gap = range > 0 ? (value(order[place + 1]) - value(order[place - 1])) / range : 0;
      distances[index] = (distances[index] ?? 0) + (isEnd ? Infinity : gap);
    }
  }
  return distances;
}
