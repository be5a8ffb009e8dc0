const DEADLINE_MS = 200;

/** The interpreter asks every ten thousand loops and calls. No network needs more than a few times that many. */
const HONEST_TICKS = 20;

/** For programs that spend their time inside built-ins, where the interpreter seldom asks. */
const LAST_MS = 2000;

/**
 * When a program has run long enough: after 200 ms, provided that it used them. On a busy machine a short program may
 * be kept waiting for longer than that, and must not be refused for it: the same program has the same fate each time.
 */
export class Deadline {
  readonly #begun = performance.now();
  #ticks = 0;

  /** Called by the interpreter as it works. @returns whether to stop it */
  tick(): boolean {
    this.#ticks++;
    return this.passed;
  }

  get passed(): boolean {
    const ms = performance.now() - this.#begun;
    return ms > LAST_MS || (ms > DEADLINE_MS && this.#ticks > HONEST_TICKS);
  }
}
