import { SvelteMap } from 'svelte/reactivity';
import type { LiveSignal, MemoryReading } from '../../search/domain.ts';
import type { TeachingStep } from '../../search/ports.ts';

/** What is going on at this moment and is not part of the run. */
export class LiveState {
  /** The prompt of the reply being written, or of the last one. */
  asked = $state('');
  /** The reply being written, or the last one written. */
  writing = $state('');
  /** Pieces of it so far, and milliseconds since the first. */
  pace = $state.raw({ tokens: 0, ms: 0 });
  /** Nothing more of it will come. */
  isComplete = $state(true);
  /** The latest step of what is being taught between proposals, until the next prompt. */
  teaching = $state.raw<TeachingStep>();
  /** All steps since the last prompt, for a curve. */
  taught = $state.raw<readonly TeachingStep[]>([]);
  readonly memory = new SvelteMap<number, MemoryReading>();
  #began = 0;

  absorb(signals: readonly LiveSignal[]): void {
    let pieces: string[] = [];
    const steps: TeachingStep[] = [];
    for (const signal of signals) {
      switch (signal.kind) {
        case 'writing':
          pieces.push(signal.text);
          break;
        case 'memory':
          this.memory.set(signal.trainer, signal);
          break;
        case 'teaching':
          steps.push(signal);
          break;
        case 'prompt':
          // Whatever else came at once belonged to the reply before.
          pieces = [];
          this.asked = signal.text;
          steps.length = 0;
          this.#forgetTeaching();
          this.#begin();
          break;
        case 'written':
          this.isComplete = true;
      }
    }
    if (pieces.length > 0) this.#write(pieces);
    if (steps.length > 0) this.#teach(steps);
  }

  reset(): void {
    this.asked = '';
    this.#forgetTeaching();
    this.#begin();
    this.isComplete = true;
    this.memory.clear();
  }

  #teach(steps: readonly TeachingStep[]): void {
    this.teaching = steps.at(-1);
    this.taught = [...this.taught, ...steps];
  }

  #forgetTeaching(): void {
    this.teaching = undefined;
    this.taught = [];
  }

  #write(pieces: readonly string[]): void {
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
