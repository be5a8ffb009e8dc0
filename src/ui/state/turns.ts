import { afterPaint } from './afterPaint.ts';

/** So many ms of one turn after another before the page is painted. */
const ENOUGH_MS = 4;

/**
 * What many parts of the page do on one occasion, one part after the other instead of all in one task: whatever fits into
 * a few milliseconds, then the page is painted, and so on.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #afterPaint: (then: () => void) => void;
  #isComing = false;
  /** While a turn is taken: how many of those who wait came of it. */
  #parts: number | undefined;

  /** @param afterPaint calls back in a task of its own once the page has been painted */
  constructor(afterPaint: (then: () => void) => void) {
    this.#afterPaint = afterPaint;
  }

  /** Who waits already keeps the place in the row. */
  wait(turn: () => void): void {
    if (!this.#waiting.includes(turn)) this.#waiting.push(turn);
    this.#come();
  }

  /** As `wait`, but within a turn it is a part of that: it comes before all others, so that a page grows downwards. */
  draw(turn: () => void): void {
    if (this.#parts === undefined) return this.wait(turn);
    this.#waiting.splice(this.#parts, 0, turn);
    this.#parts += 1;
  }

  leave(turn: () => void): void {
    const at = this.#waiting.indexOf(turn);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    if (this.#parts !== undefined && at < this.#parts) this.#parts -= 1;
  }

  /** Whoever waits by now has had a turn, and all parts of it theirs. */
  drawn(): Promise<void> {
    return new Promise((resolve) => this.wait(resolve));
  }

  /** Nobody waits any longer, as before the page is printed. */
  takeAll(): void {
    this.#take(Infinity);
  }

  #come(): void {
    if (this.#isComing || this.#waiting.length === 0) return;
    this.#isComing = true;
    this.#afterPaint(() => {
      this.#isComing = false;
      try {
        this.#take(ENOUGH_MS);
      } finally {
        // One that fails is no reason for the others to wait.
        this.#come();
      }
    });
  }

  #take(ms: number): void {
    const begun = performance.now();
    for (let turn = this.#waiting.shift(); turn; turn = this.#waiting.shift()) {
      this.#parts = 0;
      try {
        turn();
      } finally {
        this.#parts = undefined;
      }
      if (performance.now() - begun >= ms) return;
    }
  }
}

/** Of the page. */
export const turns = new Turns(afterPaint);
