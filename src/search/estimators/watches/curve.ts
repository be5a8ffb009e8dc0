import type { CandidateId, CurvePoint } from '../../domain.ts';
import { type Screened, percent, screened } from '../../screening/screened.ts';
import type { EstimatorOf } from '../../spec/estimator.ts';
import type { TrainingSpec } from '../../spec/spec.ts';
import { type Extrapolation, chanceAbove, extrapolate } from '../curves/extrapolate.ts';
import { type Watch, bestOf, lastOf, progress, stepsOf } from './watch.ts';

/**
 * Ends a training whose learning curve, carried on to its end, is unlikely to pass the best so far (Domhan et al. 2015,
 * section 4). Nothing is stopped before one candidate was trained to the end.
 */
export class CurveWatch implements Watch {
  readonly #length: TrainingSpec['length'];
  readonly #chance: number;
  readonly #warmUp: number;
  #best: number | undefined;

  constructor({ chance, warmUp }: EstimatorOf<'curve'>, length: TrainingSpec['length']) {
    this.#length = length;
    this.#chance = chance;
    this.#warmUp = warmUp;
  }

  begin(): void {
    // Every curve speaks for itself.
  }

  see(_: CandidateId, curve: readonly CurvePoint[]): Screened | undefined {
    const point = lastOf(curve);
    const done = progress(this.#length, point);
    if (this.#best === undefined || done < this.#warmUp || done >= 1 || bestOf(curve) >= this.#best)
      return undefined;
    const end = endOf(curve, this.#length);
    const chance = end && chanceAbove(end, this.#best);
    if (!end || chance === undefined || chance >= this.#chance) return undefined;
    return screened(
      'curve',
      `After ${point.step} steps its learning curve points to ${percent(end.mean)} in the end; the best so far has ${percent(this.#best)}, and the chance to pass it is ${percent(chance)}.`,
      { value: end.mean, bar: this.#best, chance, length: stepsOf(point) },
    );
  }

  complete(_: CandidateId, accuracy: number): void {
    this.#best = Math.max(accuracy, this.#best ?? 0);
  }
}

/** A point is taken at the end of every pass, and the first point says how many steps a pass has. */
export function endOf(
  curve: readonly CurvePoint[],
  { unit, count }: TrainingSpec['length'],
): Extrapolation | undefined {
  const [first] = curve;
  if (!first) return undefined;
  const passes = curve.map(({ step, valAccuracy }) => ({ x: step / first.step, accuracy: valAccuracy }));
  return extrapolate(passes, unit === 'epochs' ? count : count / first.step);
}
