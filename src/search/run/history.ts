import type { RunEvent } from '../domain.ts';
import { type RunSnapshot, applyEvent, emptyRun } from './fold.ts';

/** Events between two snapshots that are kept: so many at most are folded again to see a place in the past. */
const STRIDE = 256;

/** A run's events, with snapshots of their fold along the way, so that any place in its past is soon seen. */
export class RunHistory {
  readonly #events: RunEvent[] = [];
  /** Of the first 0, STRIDE, 2 STRIDE … events. They share all that did not change between them. */
  readonly #kept: RunSnapshot[] = [emptyRun];
  #now = emptyRun;

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  /** The fold of all events. */
  get now(): RunSnapshot {
    return this.#now;
  }

  append(events: readonly RunEvent[]): void {
    for (const event of events) {
      this.#now = applyEvent(this.#now, event);
      this.#events.push(event);
      if (this.#events.length % STRIDE === 0) this.#kept.push(this.#now);
    }
  }

  /** The fold of the first `count` events, 0 to all there are. */
  at(count: number): RunSnapshot {
    if (count >= this.#events.length) return this.#now;
    const kept = Math.floor(count / STRIDE);
    return this.#events.slice(kept * STRIDE, count).reduce(applyEvent, this.#kept[kept] ?? emptyRun);
  }
}
