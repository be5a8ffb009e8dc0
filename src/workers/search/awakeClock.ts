/** Between two ticks that are this far apart the machine was asleep or the tab frozen, not busy. */
const MOST_BETWEEN_MS = 30_000;
const TICK_MS = 1_000;

/**
 * Time in which this worker could run, in milliseconds. `performance.now` goes on, in some browsers, while a laptop
 * sleeps with its lid closed; a run with a budget of minutes would wake up with its budget spent.
 */
export class AwakeClock {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #source: () => number;
  #last: number;
  #asleep = 0;

  /** @param source a clock that never goes back, in milliseconds */
  constructor(source: () => number = () => performance.now()) {
    this.#source = source;
    this.#last = source();
    this.#timer = setInterval(() => this.now(), TICK_MS);
  }

  now(): number {
    const now = this.#source();
    if (now - this.#last > MOST_BETWEEN_MS) this.#asleep += now - this.#last;
    this.#last = now;
    return now - this.#asleep;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
