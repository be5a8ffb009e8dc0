import type { CandidateId, RunEvent } from '../../search/domain.ts';
import { type CandidateRecord, type RunSnapshot, applyEvent, emptyRun } from '../../search/run/fold.ts';
import { type ScoredPoint, bestOf, scoredPoints } from '../views/scored.ts';

/** Of a network in training; they come far more often than all others. */
const PASSING: ReadonlySet<RunEvent['kind']> = new Set(['compiled', 'training', 'epoch']);

/** The run as it stands, folded from its events. */
export class RunState {
  #events: RunEvent[] = [];
  #run = $state.raw<RunSnapshot>(emptyRun);
  #settled = $state.raw<RunSnapshot>(emptyRun);

  /** Every scored candidate of both arms, in the order asked. */
  readonly points: readonly ScoredPoint[] = $derived(scoredPoints(this.#settled.candidates));
  /** Of the search arm; the baseline is there to be beaten. */
  readonly best: ScoredPoint | undefined = $derived(
    bestOf(this.points.filter(({ arm }) => arm === 'search')),
  );

  /** The best of the baseline. */
  readonly rival: ScoredPoint | undefined = $derived(
    bestOf(this.points.filter(({ arm }) => arm === 'baseline')),
  );

  /** As of the newest event. */
  get current(): RunSnapshot {
    return this.#run;
  }

  /** As of the last event that matters to pictures of finished candidates: spares redrawing them each epoch. */
  get settled(): RunSnapshot {
    return this.#settled;
  }

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  record(id: CandidateId | undefined): CandidateRecord | undefined {
    return id === undefined ? undefined : this.#run.candidates[id - 1];
  }

  absorb(events: readonly RunEvent[]): void {
    this.#events.push(...events);
    this.#run = events.reduce(applyEvent, this.#run);
    if (events.some(({ kind }) => !PASSING.has(kind))) this.#settled = this.#run;
  }

  reset(): void {
    this.#events = [];
    this.#run = emptyRun;
    this.#settled = emptyRun;
  }
}
