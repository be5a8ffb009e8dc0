/** What becomes of a trial that has reported a value: on to the next rung, an end, or not known yet. */
export type Decision = 'promote' | 'stop' | 'wait';

/** The highest first; of equals the one that came first. */
export const best = <T extends { readonly value: number }>(
  trials: readonly T[],
  count: number,
): readonly T[] => trials.toSorted((a, b) => b.value - a.value).slice(0, count);
