import {
  type Estimated,
  Estimation,
  type EstimationListener,
  atFidelity,
  withEarlierSteps,
} from '../estimators/estimation.ts';
import type { OneShot } from '../estimators/oneShot.ts';
import type { EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import type { RunSpec, TrainingSpec } from '../spec/spec.ts';
import { MedianRule } from './median.ts';
import { type Screened, percent, screened } from './screened.ts';

/** What a short training came to: why the candidate is not trained on, if so, and the steps that it took. */
interface Brief {
  readonly ended?: TrainingResult | Screened;
  readonly steps: number;
}

/**
 * Staged evaluation (AlphaEvolve's cascade, Novikov et al. 2025): cheap stages first, and only what passes them is estimated
 * as the run has it. Size, then the gradient norm before training against the median so far, then a short training against
 * the median of such. These stages come before whichever estimator the run has; `ZeroCostGate`, which can rank by the same
 * gradient norm, is one of those estimators, and stands in the place of the others. What comes before a median stands is let through.
 *
 * Stages are judged in the order in which they end. A network that passes the short training begins anew with the whole
 * one, so that its score is that of any other.
 */
export class StagedEvaluation {
  readonly #evaluator: Evaluator;
  readonly #estimation: Estimation;
  readonly #zeroCost = new MedianRule();
  /** By length: scores of trainings of different lengths cannot be compared. */
  readonly #short = new Map<string, MedianRule>();

  constructor(evaluator: Evaluator, oneShot?: OneShot) {
    this.#evaluator = evaluator;
    this.#estimation = new Estimation(evaluator, oneShot);
  }

  /** As `Estimation.settle`. */
  settle(): void {
    this.#estimation.settle();
  }

  async evaluate(
    { screening, estimator, seed }: Pick<RunSpec, 'screening' | 'estimator' | 'seed'>,
    candidate: Estimated,
    whole: TrainingJob,
    listener: EstimationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult | Screened> {
    const { maxParams, zeroCost, short } = screening;
    const { params } = candidate;
    if (maxParams > 0 && params > maxParams)
      return screened('size', `It has ${params} parameters; at most ${maxParams} are wanted.`, {
        value: params,
        bar: maxParams,
      });
    const job = atFidelity(estimator, whole);
    if (zeroCost) {
      const failed = await this.#probe(job, signal);
      if (failed) return failed;
    }
    const brief: Brief = short > 0 ? await this.#trainBriefly(short, job, listener, signal) : { steps: 0 };
    if (brief.ended) return brief.ended;
    const result = await this.#estimation.evaluate(estimator, candidate, job, listener, signal, seed);
    return withEarlierSteps(result, brief.steps);
  }

  async #probe(job: TrainingJob, signal: AbortSignal): Promise<Screened | undefined> {
    const probe = await this.#evaluator.probe(job, ['grad_norm'], signal);
    const norm = probe?.grad_norm?.value;
    if (norm === undefined) return undefined;
    const bar = this.#zeroCost.fails(norm);
    return bar === undefined
      ? undefined
      : screened(
          'zero-cost',
          `The norm of its gradients before training is ${norm.toPrecision(3)}; half of the networks before it had ${bar.toPrecision(3)} or more.`,
          { value: norm, bar },
        );
  }

  async #trainBriefly(
    share: number,
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<Brief> {
    const training = shortened(job.training, share);
    const { topology, seed, startFrom, growth, dataShare } = job;
    const short = {
      topology,
      seed,
      training,
      ...(startFrom !== undefined && { startFrom }),
      ...(growth && { growth }),
      ...(dataShare !== undefined && { dataShare }),
    };
    const result = await this.#evaluator.evaluate(short, listener, signal);
    if (result.kind !== 'scored') return { ended: result, steps: 0 };
    const { valAccuracy, steps } = result.score;
    const bar = this.#ruleOf(training).fails(valAccuracy);
    if (bar === undefined) return { steps };
    const failed = screened(
      'short',
      `After ${training.length.count} ${training.length.unit} it was right in ${percent(valAccuracy)}; half of the networks before it had ${percent(bar)} or more by then.`,
      { value: valAccuracy, bar, length: training.length },
    );
    return { ended: { ...failed, steps }, steps };
  }

  #ruleOf({ length }: TrainingSpec): MedianRule {
    const key = `${length.count} ${length.unit}`;
    const rule = this.#short.get(key) ?? new MedianRule();
    this.#short.set(key, rule);
    return rule;
  }
}

/** A share of a training, 0–1, with its own schedule; at least one step or epoch. */
export const shortened = (training: TrainingSpec, share: number): TrainingSpec => ({
  ...training,
  length: { ...training.length, count: Math.max(1, Math.round(share * training.length.count)) },
});
