import { Rng } from '../random/rng.ts';
import { type Screened, percent, screened } from '../screening/screened.ts';
import type { EstimatorOf } from '../spec/estimator.ts';
import { featuresOf } from './predictors/features.ts';
import { newLearner } from './predictors/learners.ts';

/** What a predictor is told of a network. */
export type Predicted = Parameters<typeof featuresOf>[0];

/**
 * Lets through what ranks among the best of all that came so far, by a predictor that has learnt from those of them that were
 * trained (White et al. 2021, "How powerful are performance predictors in neural architecture search?", model-based predictors).
 * It learns anew whenever it is asked, and ranks all by what it knows by then.
 */
export class PredictorGate {
  readonly #spec: EstimatorOf<'predictor'>;
  readonly #rng: Rng;
  readonly #seen: number[][] = [];
  readonly #known: { readonly features: readonly number[]; readonly accuracy: number }[] = [];

  /** @param seed of the predictor's first weights */
  constructor(spec: EstimatorOf<'predictor'>, seed: number) {
    this.#spec = spec;
    this.#rng = new Rng(seed).fork('predictor');
  }

  /** @returns why it is not to be trained */
  judge(network: Predicted): Screened | undefined {
    const { learner, lessons, keep } = this.#spec;
    this.#seen.push(featuresOf(network));
    if (this.#known.length < lessons) return undefined;
    const predictor = newLearner(learner, this.#rng.fork(this.#known.length));
    predictor.fit(
      this.#known.map(({ features }) => features),
      this.#known.map(({ accuracy }) => accuracy),
    );
    const predicted = predictor.predict(this.#seen);
    const own = predicted.at(-1) ?? NaN;
    const places = Math.ceil(keep * predicted.length);
    const bar = predicted.toSorted((a, b) => b - a)[places - 1] ?? own;
    if (own >= bar) return undefined;
    return screened(
      'predictor',
      `By the ${this.#known.length} networks trained before, it is expected to be right in ${percent(own)}; those that are trained are expected to reach ${percent(bar)} or more.`,
      { value: own, bar },
    );
  }

  /** A network was trained to the end. */
  learn(network: Predicted, accuracy: number): void {
    this.#known.push({ features: featuresOf(network), accuracy });
  }
}
