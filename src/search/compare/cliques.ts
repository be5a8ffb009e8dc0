/**
 * The largest groups of neighbours in an order of which no two can be told apart: the bars of a critical-difference diagram
 * (Demšar 2006, section 3.2.4; with other tests Benavoli et al. 2016).
 *
 * @param order indices, from the best to the worst
 * @param isApart of two indices
 * @returns groups of two or more, none within another, as first and last place in the order
 */
export function cliques(
  order: readonly number[],
  isApart: (a: number, b: number) => boolean,
): readonly (readonly [first: number, last: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let first = 0; first < order.length; first++) {
    let last = first;
    while (last + 1 < order.length && togetherWith(order, first, last + 1, isApart)) last += 1;
    const isNew = last > (found.at(-1)?.[1] ?? -1);
    if (last > first && isNew) found.push([first, last]);
  }
  return found;
}

const togetherWith = (
  order: readonly number[],
  first: number,
  next: number,
  isApart: (a: number, b: number) => boolean,
): boolean => order.slice(first, next).every((each) => !isApart(each, order[next] ?? NaN));
