import { afterPaint } from './afterPaint.ts';

/** So many ms of one turn after another before the page is painted. */
const ENOUGH_MS = 4;

/**
 * What many parts of the page do on one occasion, one part after the other instead of all in one task: whatever fits into
 * a few milliseconds, then the page is painted, and so on.
 */
export class Turns {
  readonly #waiting = new Set<() => void>();
  readonly #afterPaint: (then: () => void) => void;
  #isComing = false;

  /** @param afterPaint calls back in a task of its own once the page has been painted */
  constructor(afterPaint: (then: () => void) => void) {
    this.#afterPaint = afterPaint;
  }

  /** Who waits already keeps the place in the row. */
  wait(turn: () => void): void {
    this.#waiting.add(turn);
    this.#come();
  }

  leave(turn: () => void): void {
    this.#waiting.delete(turn);
  }

  /** Whoever waits by now has had a turn. */
  drawn(): Promise<void> {
    return new Promise((resolve) => this.wait(resolve));
  }

  /** Nobody waits any longer, as before the page is printed. */
  takeAll(): void {
    this.#take(Infinity);
  }

  #come(): void {
    if (this.#isComing || this.#waiting.size === 0) return;
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
    for (const turn of this.#waiting) {
      this.#waiting.delete(turn);
      turn();
      if (performance.now() - begun >= ms) return;
    }
  }
}

/** Of the page. */
export const turns = new Turns(afterPaint);
