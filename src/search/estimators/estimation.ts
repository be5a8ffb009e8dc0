import type { CandidateId, CurvePoint } from '../domain.ts';
import type { EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import { type Screened, percent, screened } from '../screening/screened.ts';
import type { Genotype } from '../spaces/space.ts';
import type { EstimatorOf, EstimatorSpec } from '../spec/estimator.ts';
import type { TrainingSpec } from '../spec/spec.ts';
import { Brackets, type RungVerdict, type Trial } from './brackets.ts';
import { type OneShot, OneShotGate } from './oneShot.ts';
import { PredictorGate, type Predicted } from './predictorGate.ts';
import type { Measured, Probe } from './proxies.ts';
import { hyperbandBrackets } from './schedulers/hyperband.ts';
import { CurveWatch } from './watches/curve.ts';
import { HalvingWatch } from './watches/halving.ts';
import { MedianWatch } from './watches/median.ts';
import { type Watch, lastOf, progress, stepsOf } from './watches/watch.ts';
import { ZeroCostGate } from './zeroCostGate.ts';

export interface EstimationListener extends EvaluationListener {
  /** What was measured of the network before it was trained. */
  onProbe(probe: Probe): void;
  /** It waits for the others of its bracket, and holds no trainer meanwhile. */
  onAside(): void;
  /** The wait is over and it is trained on, as soon as there is a trainer. */
  onRecall(): void;
}

/** A network whose worth is to be found. */
export interface Estimated extends Predicted {
  readonly id: CandidateId;
  /** Its choices, where it is of the space that has a supernet. */
  readonly cell?: Genotype;
}

/** The job as the estimator has it trained: the same but for low fidelity. */
export function atFidelity<Job extends Pick<TrainingJob, 'training' | 'dataShare'>>(
  estimator: EstimatorSpec | undefined,
  job: Job,
): Job {
  if (estimator?.id !== 'low-fidelity') return job;
  const { stepShare, dataShare } = estimator;
  const { length } = job.training;
  // Epochs are passes, and shorten of themselves with the data.
  const share = length.unit === 'steps' ? stepShare * dataShare : stepShare;
  const count = Math.max(1, Math.round(share * length.count));
  return {
    ...job,
    training: { ...job.training, length: { ...length, count } },
    ...(dataShare < 1 && { dataShare }),
  };
}

/**
 * Finds candidates' worth the way that the run's estimator has it. One for each arm, so that neither raises the bar for the
 * other; whoever changes the settings begins with fresh ranks and medians. Candidates are judged in the order in which they
 * get there.
 */
export class Estimation {
  readonly #evaluator: Evaluator;
  /** By their settings, and by the length of what they watch. */
  readonly #watches = new Map<string, Watch>();
  readonly #gates = new Map<string, ZeroCostGate>();
  readonly #oneShot: OneShot | undefined;
  readonly #oneShotGates = new Map<string, OneShotGate>();
  readonly #predictors = new Map<string, PredictorGate>();
  readonly #brackets = new Map<string, Brackets>();

  constructor(evaluator: Evaluator, oneShot?: OneShot) {
    this.#evaluator = evaluator;
    this.#oneShot = oneShot;
  }

  /** No more candidates come before those that wait are judged: their brackets go on with those that are there. */
  settle(): void {
    for (const brackets of this.#brackets.values()) brackets.close();
  }

  /**
   * @param job at the estimator's fidelity
   * @param seed of what is drawn by an estimator
   */
  async evaluate(
    estimator: EstimatorSpec | undefined,
    candidate: Estimated,
    job: TrainingJob,
    listener: EstimationListener,
    signal: AbortSignal,
    seed: number,
  ): Promise<TrainingResult | Screened> {
    switch (estimator?.id) {
      case 'asha':
      case 'hyperband':
      case 'median':
      case 'curve':
        return this.#watched(this.#watchOf(estimator, job.training), candidate.id, job, listener, signal);
      case 'halving':
      case 'sync-hyperband':
        return this.#inBracket(this.#bracketsOf(estimator, job.training), estimator, job, listener, signal);
      case 'predictor': {
        const gate = remembered(
          this.#predictors,
          JSON.stringify([estimator, job.training]),
          () => new PredictorGate(estimator, seed),
        );
        const refused = gate.judge(candidate);
        if (refused) return refused;
        const result = await this.#evaluator.evaluate(job, listener, signal);
        if (result.kind === 'scored') gate.learn(candidate, result.score.valAccuracy);
        return result;
      }
      case 'zero-cost': {
        const gate = remembered(this.#gates, JSON.stringify(estimator), () => new ZeroCostGate(estimator));
        const refused = await this.#rank(gate, candidate, job, listener, signal);
        return refused ?? this.#evaluator.evaluate(job, listener, signal);
      }
      case 'one-shot': {
        const refused = await this.#rankShared(estimator, candidate, listener, signal);
        return refused ?? this.#evaluator.evaluate(job, listener, signal);
      }
      default:
        return this.#evaluator.evaluate(job, listener, signal);
    }
  }

  /** Whatever has no place in the supernet is let through. */
  async #rankShared(
    estimator: EstimatorOf<'one-shot'>,
    { cell }: Estimated,
    listener: EstimationListener,
    signal: AbortSignal,
  ): Promise<Screened | undefined> {
    if (!cell || !this.#oneShot || signal.aborted) return undefined;
    const gate = remembered(this.#oneShotGates, JSON.stringify(estimator), () => new OneShotGate(estimator));
    let measured: Measured;
    try {
      measured = await this.#oneShot.score(cell, estimator.supernetSteps, signal);
    } catch (error) {
      // The training that follows ends at once, and says so.
      if (signal.aborted) return undefined;
      throw error;
    }
    listener.onProbe({ one_shot: measured });
    return measured.value === undefined ? undefined : gate.judge(measured.value);
  }

  async #rank(
    gate: ZeroCostGate,
    { params, flops }: Estimated,
    job: TrainingJob,
    listener: EstimationListener,
    signal: AbortSignal,
  ): Promise<Screened | undefined> {
    const { wanted } = gate;
    const probe = wanted.length === 0 ? {} : await this.#evaluator.probe(job, wanted, signal);
    if (!probe) return undefined;
    if (wanted.length > 0) listener.onProbe(probe);
    return gate.judge({ params, flops, probe });
  }

  async #watched(
    watch: Watch,
    id: CandidateId,
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult | Screened> {
    const curve: CurvePoint[] = [];
    let stopped: Screened | undefined;
    const result = await this.#evaluator.evaluate(
      { ...job, isWatched: true },
      {
        onStart: (trainer) => {
          curve.length = 0;
          stopped = undefined;
          watch.begin(id);
          listener.onStart(trainer);
        },
        onPoint: (point) => {
          curve.push(point);
          listener.onPoint(point);
          stopped = watch.see(id, curve);
          return stopped ? 'stop' : undefined;
        },
      },
      signal,
    );
    if (stopped) return { ...stopped, steps: lastOf(curve).step };
    if (result.kind === 'scored') watch.complete(id, result.score.valAccuracy);
    return result;
  }

  /**
   * Trains a trial rung by rung, each time from the beginning, so that what survives has the score of a full training; what
   * the earlier rungs took is counted.
   */
  async #inBracket(
    brackets: Brackets,
    { reduction }: Halved,
    job: TrainingJob,
    listener: EstimationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult | Screened> {
    const trial = brackets.enter();
    let steps = 0;
    for (const [rung, share] of trial.shares.entries()) {
      const reached = await this.#trainUntil(share, job, listener, signal);
      if ('kind' in reached) {
        trial.fail(rung);
        return withEarlierSteps(reached, steps);
      }
      steps += reached.step;
      listener.onAside();
      const verdict = await verdictOn(trial, rung, reached.valAccuracy, listener, signal);
      if (!verdict) return { kind: 'cancelled' };
      if (verdict.decision === 'stop') return { ...halved(reached, verdict.bar, reduction), steps };
    }
    return withEarlierSteps(await this.#evaluator.evaluate(job, listener, signal), steps);
  }

  /** @returns the first point at or after a share of the training, where that lies before its end; else how it ended */
  async #trainUntil(
    share: number,
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<CurvePoint | TrainingResult> {
    const { length } = job.training;
    let reached: CurvePoint | undefined;
    const result = await this.#evaluator.evaluate(
      { ...job, isWatched: true },
      {
        onStart: (trainer) => {
          reached = undefined;
          listener.onStart(trainer);
        },
        onPoint: (point) => {
          listener.onPoint(point);
          const done = progress(length, point);
          if (done < share || done >= 1) return undefined;
          reached = point;
          return 'stop';
        },
      },
      signal,
    );
    return reached && !signal.aborted ? reached : result;
  }

  #bracketsOf(estimator: Halved, { length }: TrainingSpec): Brackets {
    const key = JSON.stringify([estimator, length]);
    // Whoever waits in a bracket of other settings would wait in vain.
    for (const [other, brackets] of this.#brackets) if (other !== key) brackets.close();
    return remembered(this.#brackets, key, () => {
      const all = hyperbandBrackets(estimator.reduction ** estimator.rungs, estimator.reduction);
      return new Brackets(estimator.id === 'halving' ? all.slice(0, 1) : all, estimator.reduction);
    });
  }

  #watchOf(
    estimator: Extract<EstimatorSpec, { readonly id: 'asha' | 'hyperband' | 'median' | 'curve' }>,
    { length }: TrainingSpec,
  ): Watch {
    return remembered(this.#watches, JSON.stringify([estimator, length]), () => {
      switch (estimator.id) {
        case 'median':
          return new MedianWatch(estimator, length);
        case 'curve':
          return new CurveWatch(estimator, length);
        default:
          return new HalvingWatch(estimator, length);
      }
    });
  }
}

type Halved = Extract<EstimatorSpec, { readonly id: 'halving' | 'sync-hyperband' }>;

/** @returns nothing where the run is stopped before there is one */
function verdictOn(
  trial: Trial,
  rung: number,
  value: number,
  listener: EstimationListener,
  signal: AbortSignal,
): Promise<RungVerdict | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    const giveUp = () => resolve(undefined);
    signal.addEventListener('abort', giveUp, { once: true });
    trial.report(rung, value, (verdict) => {
      signal.removeEventListener('abort', giveUp);
      // At once, so that its trainer is given to nobody else.
      if (verdict.decision === 'promote' && !signal.aborted) listener.onRecall();
      resolve(verdict);
    });
  });
}

const halved = (point: CurvePoint, bar: number, reduction: number): Screened =>
  screened(
    'halving',
    `After ${point.step} steps it was right in ${percent(point.valAccuracy)}; of its bracket one in ${reduction} goes on from there, and that took ${percent(bar)}.`,
    { value: point.valAccuracy, bar, length: stepsOf(point) },
  );

/** With the steps of earlier trainings of the same network, which were spent as well. */
export function withEarlierSteps<R extends TrainingResult | Screened>(result: R, earlier: number): R {
  if (earlier === 0) return result;
  switch (result.kind) {
    case 'scored':
      return {
        ...result,
        score: { ...result.score, screeningSteps: earlier + (result.score.screeningSteps ?? 0) },
      };
    case 'screened':
      return { ...result, steps: earlier + (result.steps ?? 0) };
    default:
      return result;
  }
}

function remembered<T>(made: Map<string, T>, key: string, make: () => T): T {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
}
