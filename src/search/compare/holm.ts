/**
 * Corrects p-values for their number by Holm's step-down method (Holm 1979): the chance that even one true "no
 * difference" is called a difference at 0.05 stays below 0.05, however the comparisons depend on each other.
 * @returns in the order of `ps`, each at most 1
 */
export function holm(ps: readonly number[]): readonly number[] {
  const corrected = [...ps];
  let most = 0;
  const order = ps.map((p, i) => ({ p, i })).toSorted((a, b) => a.p - b.p);
  order.forEach(({ p, i }, rank) => {
    most = Math.max(most, Math.min(1, p * (ps.length - rank)));
    corrected[i] = most;
  });
  return corrected;
}
