import { SvelteMap } from 'svelte/reactivity';
import type { LiveSignal, RunEvent } from '../../search/domain.ts';

/** What is going on at this moment and is not part of the run. */
export class LiveState {
  /** The prompt of the reply being written, or of the last one. */
  asked = $state('');
  /** The reply being written, or the last one written. */
  writing = $state('');
  /** Pieces of it so far, and milliseconds since the first. */
  pace = $state.raw({ tokens: 0, ms: 0 });
  /** The reply is complete: the next piece begins another. */
  isComplete = $state(true);
  readonly memory = new SvelteMap<number, { readonly bytes: number; readonly tensors: number }>();
  #began = 0;

  absorb(signals: readonly LiveSignal[]): void {
    let pieces: string[] = [];
    for (const signal of signals) {
      if (signal.kind === 'writing') pieces.push(signal.text);
      else if (signal.kind === 'memory') this.memory.set(signal.trainer, signal);
      else {
        // Whatever else came at once belonged to the reply before.
        pieces = [];
        this.asked = signal.text;
        this.#begin();
      }
    }
    if (pieces.length > 0) this.#write(pieces);
  }

  /** A written candidate in the event list ends the reply it came from. */
  follow(events: readonly RunEvent[]): void {
    if (events.some((event) => event.kind === 'asked' && event.candidate.origin.kind === 'written'))
      this.isComplete = true;
  }

  reset(): void {
    this.asked = '';
    this.#begin();
    this.isComplete = true;
    this.memory.clear();
  }

  #write(pieces: readonly string[]): void {
    if (this.isComplete) this.#begin();
    const now = performance.now();
    if (this.writing === '') this.#began = now;
    this.writing += pieces.join('');
    this.pace = { tokens: this.pace.tokens + pieces.length, ms: now - this.#began };
  }

  #begin(): void {
    this.isComplete = false;
    this.writing = '';
    this.pace = { tokens: 0, ms: 0 };
  }
}
