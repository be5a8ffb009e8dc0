import type { CandidateId, RunEvent } from '../../search/domain.ts';
import { type CandidateRecord, type RunSnapshot, emptyRun } from '../../search/run/fold.ts';
import { RunHistory } from '../../search/run/history.ts';
import { type ScoredPoint, bestOf, scoredPoints } from '../views/scored.ts';
import { type Timeline, TimelineBuilder } from '../views/timeline.ts';

/** Of a network in training, or one that waits: they change no picture, and most come far more often than all others. */
const PASSING: ReadonlySet<RunEvent['kind']> = new Set(['compiled', 'training', 'epoch', 'aside', 'held']);

/** Few enough that even of a thousand candidates they take milliseconds. */
const FOLDED_AT_ONCE = 500;

/** A place in the run's past, as it was then. */
interface View {
  /** Events until there. */
  readonly position: number;
  readonly current: RunSnapshot;
  readonly settled: RunSnapshot;
  /** Events until `settled`. */
  readonly settledAt: number;
}

/** A whole run, ready to be shown. */
export interface WholeFold {
  readonly history: RunHistory;
  readonly builder: TimelineBuilder;
}

/** In pieces between which the page can do other things. */
export async function foldWhole(events: readonly RunEvent[]): Promise<WholeFold> {
  const history = new RunHistory();
  const builder = new TimelineBuilder();
  for (let from = 0; from < events.length; from += FOLDED_AT_ONCE) {
    const piece = events.slice(from, from + FOLDED_AT_ONCE);
    history.append(piece);
    builder.append(piece);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { history, builder };
}

/** The run, folded from its events: as it is now, and as the page shows it, which may be as it was in its past. */
export class RunState {
  #history = new RunHistory();
  #builder = new TimelineBuilder();
  #now = $state.raw<RunSnapshot>(emptyRun);
  #nowSettled = $state.raw<RunSnapshot>(emptyRun);
  #view = $state.raw<View>();

  /** Every scored candidate of both arms, in the order asked. */
  readonly points: readonly ScoredPoint[] = $derived(
    scoredPoints(this.settled.candidates, this.settled.charges),
  );
  /** Of the search arm; the baseline is there to be beaten. */
  readonly best: ScoredPoint | undefined = $derived(
    bestOf(this.points.filter(({ arm }) => arm === 'search')),
  );

  /** The best of the baseline. */
  readonly rival: ScoredPoint | undefined = $derived(
    bestOf(this.points.filter(({ arm }) => arm === 'baseline')),
  );

  /** Of the whole run, wherever the page looks. */
  readonly timeline: Timeline = $derived.by(() => {
    void this.#nowSettled;
    return this.#builder.timeline;
  });

  /** As of the newest event, wherever the page looks: for what is done to the run. */
  get now(): RunSnapshot {
    return this.#now;
  }

  /** As the page shows it: as of the newest event, or of the last one until the place that it looks at. */
  get current(): RunSnapshot {
    return this.#view?.current ?? this.#now;
  }

  /** As of the last event that matters to pictures of finished candidates: spares redrawing them each epoch. */
  get settled(): RunSnapshot {
    return this.#view?.settled ?? this.#nowSettled;
  }

  /** How many events the page has seen, when it looks at the past. */
  get viewed(): number | undefined {
    return this.#view?.position;
  }

  get events(): readonly RunEvent[] {
    return this.#history.events;
  }

  record(id: CandidateId | undefined): CandidateRecord | undefined {
    return id === undefined ? undefined : this.current.candidates[id - 1];
  }

  absorb(events: readonly RunEvent[]): void {
    this.#history.append(events);
    this.#builder.append(events);
    this.#now = this.#history.now;
    if (events.some(({ kind }) => !PASSING.has(kind))) this.#nowSettled = this.#now;
  }

  /**
   * Shows the run as it was after its first `position` events, while more may come at its end. Without a position, or
   * with all there are, it shows the present and goes along with it.
   */
  look(position?: number): void {
    if (position === undefined || position >= this.events.length) {
      this.#view = undefined;
      return;
    }
    let settledAt = position;
    while (settledAt > 0 && PASSING.has(this.events[settledAt - 1]?.kind ?? 'started')) settledAt -= 1;
    const settled = this.#view?.settledAt === settledAt ? this.#view.settled : this.#history.at(settledAt);
    this.#view = { position, current: this.#history.at(position), settled, settledAt };
  }

  /** Shows a whole run in the place of what is there. */
  take({ history, builder }: WholeFold): void {
    this.#history = history;
    this.#builder = builder;
    this.#now = history.now;
    this.#nowSettled = history.now;
    this.#view = undefined;
  }

  reset(): void {
    this.take({ history: new RunHistory(), builder: new TimelineBuilder() });
  }
}
