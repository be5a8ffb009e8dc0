import { eventsAfter, playedUntil, stopsUntil } from '../views/timeline.ts';
import type { RunState } from './run.svelte.ts';

/** Times the run's own speed; or all of it in that many seconds; or a candidate with every picture. */
export const PACES = ['1', '4', '16', '64', 'brief', 'fastest'] as const;
export type Pace = (typeof PACES)[number];

/** What `brief` takes from the first event to the last. */
export const BRIEF_SECONDS = 20;

/** Moves the place that the page looks at: by hand, or on its own as a film is played. */
export class Player {
  pace = $state<Pace>('16');
  isPlaying = $state(false);
  readonly #run: RunState;
  #frame = 0;

  constructor(run: RunState) {
    this.#run = run;
  }

  /** Stops behind the place that the page looks at. */
  readonly stop: number = $derived.by(() => {
    const { timeline, viewed } = this.#run;
    return viewed === undefined ? timeline.stops.length : stopsUntil(timeline, viewed);
  });

  /** From where the page looks to the end; from the beginning, where that is the end. */
  play(): void {
    if (this.isPlaying || this.#run.events.length === 0) return;
    if (this.#run.viewed === undefined) this.#run.look(1);
    this.isPlaying = true;
    this.#from(performance.now(), playedUntil(this.#run.timeline, this.#run.viewed ?? 0));
  }

  pause(): void {
    this.isPlaying = false;
    cancelAnimationFrame(this.#frame);
  }

  /** Halts where so many candidates were done with. */
  goTo(stop: number): void {
    this.pause();
    const { stops } = this.#run.timeline;
    if (stop >= stops.length) this.#run.look();
    else this.#run.look(stop <= 0 ? 1 : stops[stop - 1]?.position);
  }

  /** @param by candidates, backwards when negative */
  step(by: number): void {
    this.goTo(this.stop + by);
  }

  /** Halts after so many events. */
  halt(position: number): void {
    this.pause();
    this.#run.look(position);
  }

  #from(before: number, played: number): void {
    this.#frame = requestAnimationFrame((now) => {
      // A tab that was hidden goes on from where it was.
      const passed = Math.min(now - before, 250);
      const until = played + passed * this.#speed;
      const { timeline } = this.#run;
      const { viewed = Infinity } = this.#run;
      const next = this.#isFastest ? timeline.stops[this.stop]?.position : eventsAfter(timeline, until);
      const end = timeline.times.length;
      if (viewed === Infinity || next === undefined || next >= end) {
        this.pause();
        this.#run.look();
        return;
      }
      if (next > viewed) this.#run.look(next);
      this.#from(now, this.#isFastest ? playedUntil(timeline, next) : until);
    });
  }

  get #isFastest(): boolean {
    return this.pace === 'fastest';
  }

  get #speed(): number {
    if (this.pace === 'brief') return (this.#run.timeline.times.at(-1) ?? 0) / (BRIEF_SECONDS * 1000);
    return this.pace === 'fastest' ? 0 : Number(this.pace);
  }
}
