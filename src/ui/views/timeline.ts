/** A run laid out from its first event to its last: where it can be halted, what happened between, how long to play it. */
import { bisectRight, bisector } from 'd3-array';
import type { Cell, Stance } from '../../search/archive/niches.ts';
import type { Arm, CandidateId, KeptNotice, RunEvent } from '../../search/domain.ts';
import type { RunSpec, SpecPatch } from '../../search/spec/spec.ts';
import type { MethodNote } from '../../search/strategies/notes.ts';

/** A place where a candidate is done with. */
export interface Stop {
  /** Events until there, its place in the archive and what its method noted of it included. */
  readonly position: number;
  readonly id: CandidateId;
  readonly arm: Arm;
  /** Milliseconds since the run began. */
  readonly at: number;
  /** 0–1; absent unless it was trained. */
  readonly accuracy?: number;
}

/** What someone or something did to the run. */
export type Mark = {
  /** Events until there, this one included. */
  readonly position: number;
  readonly at: number;
  /** Stops before it. */
  readonly after: number;
  /** Candidates that the search arm had asked for. */
  readonly tried: number;
} & (
  | { readonly kind: 'changed'; readonly patch: SpecPatch; readonly before: RunSpec }
  | { readonly kind: 'niche'; readonly cell: Cell; readonly stance: Stance }
  | { readonly kind: 'paused' }
  | { readonly kind: 'continued' }
  | { readonly kind: 'notice'; readonly notice: KeptNotice }
);

export interface Timeline {
  readonly stops: readonly Stop[];
  readonly marks: readonly Mark[];
  /** Where rounds or generations begin: stops before them. */
  readonly rounds: readonly number[];
  /** Milliseconds of play until each event, at the run's own speed and without its long silences. */
  readonly times: readonly number[];
}

/** Nobody need sit through a pause or the loading of a model again: so many ms of silence are played at most. */
const LONGEST_SILENCE_MS = 3000;

/** Grows with the run. */
export class TimelineBuilder {
  readonly #stops: Stop[] = [];
  readonly #marks: Mark[] = [];
  readonly #rounds: number[] = [];
  readonly #times: number[] = [];
  readonly #arms: Arm[] = [];
  #tried = 0;
  #at = 0;
  #spec: RunSpec | undefined;

  append(events: readonly RunEvent[]): void {
    for (const event of events) this.#add(event);
  }

  /** As it stands now; what comes later leaves it as it is. */
  get timeline(): Timeline {
    return {
      stops: [...this.#stops],
      marks: [...this.#marks],
      rounds: [...this.#rounds],
      times: [...this.#times],
    };
  }

  #add(event: RunEvent): void {
    const silence = Math.min(Math.max(0, event.at - this.#at), LONGEST_SILENCE_MS);
    this.#times.push((this.#times.at(-1) ?? 0) + silence);
    this.#at = event.at;
    const position = this.#times.length;
    const here = { position, at: event.at, after: this.#stops.length, tried: this.#tried };
    switch (event.kind) {
      case 'started':
        this.#spec = event.spec;
        break;
      case 'asked':
        this.#arms.push(event.candidate.arm);
        if (event.candidate.arm === 'search') this.#tried += 1;
        break;
      case 'finished': {
        const { id, at, outcome } = event;
        const arm = this.#arms[id - 1] ?? 'search';
        const accuracy = outcome.kind === 'scored' ? { accuracy: outcome.valAccuracy } : {};
        this.#stops.push({ position, id, arm, at, ...accuracy });
        break;
      }
      case 'placed':
        this.#reach(position);
        break;
      case 'method':
        this.#reach(position);
        if (beginsRound(event.note)) this.#rounds.push(this.#stops.length);
        break;
      case 'changed':
        if (!this.#spec) break;
        this.#marks.push({ ...here, kind: 'changed', patch: event.patch, before: this.#spec });
        this.#spec = { ...this.#spec, ...event.patch };
        break;
      case 'niche':
        this.#marks.push({ ...here, kind: 'niche', cell: event.cell, stance: event.stance });
        break;
      case 'paused':
      case 'continued':
        this.#marks.push({ ...here, kind: event.kind });
        break;
      case 'notice':
        this.#marks.push({ ...here, kind: 'notice', notice: event.notice });
    }
  }

  /** What comes straight after an outcome belongs to it. */
  #reach(position: number): void {
    const last = this.#stops.at(-1);
    if (last?.position === position - 1) this.#stops[this.#stops.length - 1] = { ...last, position };
  }
}

/** Whether a person changed something by which the search goes on. */
export const isChange = ({ kind }: Mark): boolean => kind === 'changed' || kind === 'niche';

/** The first island speaks for all. */
const beginsRound = ({ note, island = 0 }: MethodNote): boolean =>
  island === 0 && (note.kind === 'round' || note.kind === 'generation');

const byPosition = bisector(({ position }: { readonly position: number }) => position);

/** How many stops lie behind one who has seen so many events. */
export const stopsUntil = ({ stops }: Timeline, position: number): number =>
  byPosition.right(stops, position);

/** Events that have come after so many ms of play. */
export const eventsAfter = ({ times }: Timeline, ms: number): number => bisectRight(times, ms);

/** Milliseconds of play in which so many events have come. */
export const playedUntil = ({ times }: Timeline, position: number): number => times[position - 1] ?? 0;

/** Corners of an arm's best accuracy so far, over stops, and its level at the end. */
export function stairs({ stops }: Timeline, arm: Arm): readonly { readonly x: number; readonly y: number }[] {
  const corners: { x: number; y: number }[] = [];
  stops.forEach((stop, i) => {
    const { accuracy = -Infinity } = stop;
    if (stop.arm === arm && accuracy > (corners.at(-1)?.y ?? -Infinity))
      corners.push({ x: i + 1, y: accuracy });
  });
  const last = corners.at(-1);
  return last ? [...corners, { x: stops.length, y: last.y }] : [];
}
