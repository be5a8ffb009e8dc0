import type { CandidateId, CurvePoint } from '../../domain.ts';
import { type Screened, percent, screened } from '../../screening/screened.ts';
import type { EstimatorOf } from '../../spec/estimator.ts';
import type { TrainingSpec } from '../../spec/spec.ts';
import { MedianStopping } from '../schedulers/medianStopping.ts';
import { type Watch, bestOf, lastOf, progress, stepsOf } from './watch.ts';

/** Median stopping of trainings under way, at the end of each pass over the data. */
export class MedianWatch implements Watch {
  readonly #length: TrainingSpec['length'];
  readonly #warmUp: number;
  readonly #rule: MedianStopping<CandidateId>;

  constructor({ startUps, warmUp }: EstimatorOf<'median'>, length: TrainingSpec['length']) {
    this.#length = length;
    this.#warmUp = warmUp;
    this.#rule = new MedianStopping(startUps);
  }

  begin(id: CandidateId): void {
    this.#rule.begin(id);
  }

  see(id: CandidateId, curve: readonly CurvePoint[]): Screened | undefined {
    const point = lastOf(curve);
    const { decision, bar = 0 } = this.#rule.report(id, point.step, point.valAccuracy);
    const done = progress(this.#length, point);
    if (decision === 'promote' || done < this.#warmUp || done >= 1) return undefined;
    const value = bestOf(curve);
    return screened(
      'median',
      `In ${point.step} steps it came to ${percent(value)}; half of the networks that were trained to the end had ${percent(bar)} or more by then.`,
      { value, bar, length: stepsOf(point) },
    );
  }

  complete(id: CandidateId): void {
    this.#rule.complete(id);
  }
}
