import type { Architecture, CandidateId, CurvePoint } from '../domain.ts';
import type { EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import type { Screened } from '../screening/screened.ts';
import type { Genotype } from '../spaces/space.ts';
import type { EstimatorOf, EstimatorSpec } from '../spec/estimator.ts';
import type { TrainingSpec } from '../spec/spec.ts';
import { type OneShot, OneShotGate } from './oneShot.ts';
import type { Measured, Probe } from './proxies.ts';
import { CurveWatch } from './watches/curve.ts';
import { HalvingWatch } from './watches/halving.ts';
import { MedianWatch } from './watches/median.ts';
import { type Watch, lastOf } from './watches/watch.ts';
import { ZeroCostGate } from './zeroCostGate.ts';

export interface EstimationListener extends EvaluationListener {
  /** What was measured of the network before it was trained. */
  onProbe(probe: Probe): void;
}

/** A network whose worth is to be found. */
export interface Estimated extends Pick<Architecture, 'params' | 'flops'> {
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

  constructor(evaluator: Evaluator, oneShot?: OneShot) {
    this.#evaluator = evaluator;
    this.#oneShot = oneShot;
  }

  /** @param job at the estimator's fidelity */
  async evaluate(
    estimator: EstimatorSpec | undefined,
    candidate: Estimated,
    job: TrainingJob,
    listener: EstimationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult | Screened> {
    switch (estimator?.id) {
      case 'asha':
      case 'hyperband':
      case 'median':
      case 'curve':
        return this.#watched(this.#watchOf(estimator, job.training), candidate.id, job, listener, signal);
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

function remembered<T>(made: Map<string, T>, key: string, make: () => T): T {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
}
