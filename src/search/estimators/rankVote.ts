/**
 * What several rankings say together, by pairwise majority: a candidate has as many points as there are others that more of
 * the lists rank below it than above it, and half a point for each with which it is even (Copeland; the majority vote of
 * Abdelfattah et al. 2021, section 5, made an order of all).
 *
 * @param lists one value per candidate each, higher is better; all as long as each other, NaN where there is none
 * @returns points of each candidate, 0 to count - 1
 */
export function rankVote(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = lists;
  return first.map((_, own) =>
    first.reduce((points, _, other) => points + (own === other ? 0 : duel(lists, own, other)), 0),
  );
}

function duel(lists: readonly (readonly number[])[], own: number, other: number): number {
  // What is not a number is neither above nor below.
  const balance = lists.reduce(
    (sum, list) => sum + (Math.sign((list[own] ?? NaN) - (list[other] ?? NaN)) || 0),
    0,
  );
  return (1 + Math.sign(balance)) / 2;
}
