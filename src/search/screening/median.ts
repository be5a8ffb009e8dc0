/** Networks that are let through before there is a median to compare with (Optuna's median pruner: 5). */
const START_UPS = 5;

/** Lets through what is at or above the median of what came before (Golovin et al. 2017, Vizier, median stopping). */
export class MedianRule {
  readonly #seen: number[] = [];

  /** @returns the median that `value` is below; undefined when it passes */
  fails(value: number): number | undefined {
    const bar = this.#seen.length < START_UPS ? undefined : median(this.#seen);
    this.#seen.push(value);
    return bar !== undefined && value < bar ? bar : undefined;
  }
}

/** The lower one of the middle two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] as number;
}
