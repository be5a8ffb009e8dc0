import type { ScreeningFigures, ScreeningStage } from '../domain.ts';
import type { EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import type { ScreeningSpec, TrainingSpec } from '../spec/spec.ts';
import { MedianRule } from './median.ts';

export interface Screened {
  readonly kind: 'screened';
  readonly stage: Exclude<ScreeningStage, 'novelty'>;
  /** Why, with its figures, in a sentence for the model. */
  readonly message: string;
  readonly figures: ScreeningFigures;
}

/**
 * Staged evaluation (AlphaEvolve's cascade, Novikov et al. 2025): cheap stages first, and only what passes them is trained
 * to the end. Size, then the gradient norm before training against the median so far, then a short training against the
 * median of such. What comes before a median stands is let through.
 *
 * Stages are judged in the order in which they end. A network that passes the short training begins anew with the whole
 * one, so that its score is that of any other.
 */
export class StagedEvaluation {
  readonly #evaluator: Evaluator;
  readonly #zeroCost = new MedianRule();
  /** By length: scores of trainings of different lengths cannot be compared. */
  readonly #short = new Map<string, MedianRule>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** @param params of the network */
  async evaluate(
    spec: ScreeningSpec,
    params: number,
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult | Screened> {
    const { maxParams, zeroCost, short } = spec;
    if (maxParams > 0 && params > maxParams)
      return screened('size', `It has ${params} parameters; at most ${maxParams} are wanted.`, {
        value: params,
        bar: maxParams,
      });
    if (zeroCost) {
      const failed = await this.#probe(job, signal);
      if (failed) return failed;
    }
    if (short > 0) {
      const failed = await this.#trainBriefly(short, job, listener, signal);
      if (failed) return failed;
    }
    return this.#evaluator.evaluate(job, listener, signal);
  }

  async #probe(job: TrainingJob, signal: AbortSignal): Promise<Screened | undefined> {
    const norm = await this.#evaluator.probe(job, signal);
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
  ): Promise<TrainingResult | Screened | undefined> {
    const training = shortened(job.training, share);
    const { topology, seed, startFrom } = job;
    const brief = { topology, seed, training, ...(startFrom !== undefined && { startFrom }) };
    const result = await this.#evaluator.evaluate(brief, listener, signal);
    if (result.kind !== 'scored') return result;
    const { valAccuracy } = result.score;
    const bar = this.#ruleOf(training).fails(valAccuracy);
    return bar === undefined
      ? undefined
      : screened(
          'short',
          `After ${training.length.count} ${training.length.unit} it was right in ${percent(valAccuracy)}; half of the networks before it had ${percent(bar)} or more by then.`,
          { value: valAccuracy, bar, length: training.length },
        );
  }

  #ruleOf({ length }: TrainingSpec): MedianRule {
    const key = `${length.count} ${length.unit}`;
    const rule = this.#short.get(key) ?? new MedianRule();
    this.#short.set(key, rule);
    return rule;
  }
}

/** At least one step or epoch. */
const shortened = (training: TrainingSpec, share: number): TrainingSpec => ({
  ...training,
  length: { ...training.length, count: Math.max(1, Math.round(share * training.length.count)) },
});

const screened = (stage: Screened['stage'], message: string, figures: ScreeningFigures): Screened => ({
  kind: 'screened',
  stage,
  message,
  figures,
});

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
