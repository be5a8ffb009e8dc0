import type { LiveSignal, RunEvent } from '../../search/domain.ts';
import type { RunSink } from '../api.ts';

/** Often enough for the eye, seldom enough for the page. */
const FLUSH_MS = 100;

/** Gathers events and signals and hands them to the page about ten times a second, in order. */
export class Outbox {
  readonly #sink: RunSink;
  #events: RunEvent[] = [];
  #signals: LiveSignal[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(sink: RunSink) {
    this.#sink = sink;
  }

  event(event: RunEvent): void {
    this.#events.push(event);
    this.#schedule();
  }

  signal(signal: LiveSignal): void {
    this.#signals.push(signal);
    this.#schedule();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#events;
    const signals = this.#signals;
    this.#events = [];
    this.#signals = [];
    if (events.length > 0) await this.#sink.events(events);
    if (signals.length > 0) await this.#sink.live(signals);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }
}
