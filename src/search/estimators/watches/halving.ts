import type { CandidateId, CurvePoint } from '../../domain.ts';
import { type Screened, percent, screened } from '../../screening/screened.ts';
import type { EstimatorOf } from '../../spec/estimator.ts';
import type { TrainingSpec } from '../../spec/spec.ts';
import { StoppingAsha } from '../schedulers/asha.ts';
import { BracketTurns, hyperbandBrackets } from '../schedulers/hyperband.ts';
import { type Watch, lastOf, progress, stepsOf } from './watch.ts';

interface Place {
  /** How often the candidate is judged in all. */
  readonly bracket: number;
  /** How often it has been. */
  judged: number;
}

/**
 * Asynchronous halving of trainings under way. A rung that lies within a pass over the data is judged at its end. With
 * Hyperband there are several brackets, of which each candidate is in one: some are judged early and often, some not at all.
 */
export class HalvingWatch implements Watch {
  readonly #length: TrainingSpec['length'];
  readonly #reduction: number;
  readonly #turns: BracketTurns | undefined;
  readonly #rungs: number;
  readonly #brackets = new Map<number, StoppingAsha<CandidateId>>();
  readonly #places = new Map<CandidateId, Place>();

  constructor({ id, reduction, rungs }: EstimatorOf<'asha' | 'hyperband'>, length: TrainingSpec['length']) {
    this.#length = length;
    this.#reduction = reduction;
    this.#rungs = rungs;
    this.#turns =
      id === 'hyperband' ? new BracketTurns(hyperbandBrackets(reduction ** rungs, reduction)) : undefined;
  }

  begin(id: CandidateId): void {
    const bracket = this.#places.get(id)?.bracket ?? this.#turns?.next() ?? this.#rungs;
    this.#places.set(id, { bracket, judged: 0 });
  }

  see(id: CandidateId, curve: readonly CurvePoint[]): Screened | undefined {
    const place = this.#places.get(id);
    const point = lastOf(curve);
    const done = progress(this.#length, point);
    if (!place || done >= 1) return undefined;
    while (place.judged < place.bracket && done >= this.#reduction ** (place.judged - place.bracket)) {
      const { decision, bar } = this.#halvingOf(place.bracket).report(id, place.judged, point.valAccuracy);
      place.judged += 1;
      if (decision === 'stop') return stopped(point, bar, this.#reduction);
    }
    return undefined;
  }

  complete(id: CandidateId): void {
    this.#places.delete(id);
  }

  #halvingOf(bracket: number): StoppingAsha<CandidateId> {
    const halving = this.#brackets.get(bracket) ?? new StoppingAsha(this.#reduction);
    this.#brackets.set(bracket, halving);
    return halving;
  }
}

const stopped = (point: CurvePoint, bar: number, reduction: number): Screened =>
  screened(
    'halving',
    `After ${point.step} steps it was right in ${percent(point.valAccuracy)}; one in ${reduction} goes on from there, and that took ${percent(bar)}.`,
    { value: point.valAccuracy, bar, length: stepsOf(point) },
  );
