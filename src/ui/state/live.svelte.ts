import { SvelteMap } from 'svelte/reactivity';
import type { LiveSignal, RunEvent } from '../../search/domain.ts';

/** What is going on at this moment and is not part of the run. */
export class LiveState {
  /** The reply being written, or the last one written. */
  writing = $state('');
  readonly memory = new SvelteMap<number, { readonly bytes: number; readonly tensors: number }>();
  /** The reply is complete: the next piece begins another. */
  #complete = false;

  absorb(signals: readonly LiveSignal[]): void {
    let text = this.#complete && signals.some(({ kind }) => kind === 'writing') ? '' : this.writing;
    for (const signal of signals) {
      if (signal.kind === 'writing') {
        text += signal.text;
        this.#complete = false;
      } else {
        this.memory.set(signal.trainer, signal);
      }
    }
    this.writing = text;
  }

  /** A written candidate in the event list ends the reply it came from. */
  follow(events: readonly RunEvent[]): void {
    if (events.some((event) => event.kind === 'asked' && event.candidate.origin.kind === 'written'))
      this.#complete = true;
  }

  reset(): void {
    this.writing = '';
    this.memory.clear();
    this.#complete = false;
  }
}
