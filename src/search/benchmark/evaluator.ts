import type { Score, Topology } from '../domain.ts';
import type { NetworkProxy, Probe } from '../estimators/proxies.ts';
import type { EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import { weightSeed } from '../run/seeds.ts';
import type { TrainingSpec } from '../spec/spec.ts';
import type { Benchmark } from './benchmark.ts';
import { formulaOf } from './formula.ts';

/** What looking a network up takes as a trainer's number in events. */
const TRAINER = 1;

/**
 * Looks networks up instead of training them, so that whatever searches with a trainer searches with this. It answers at
 * once; `spentMs` says how long the trainings would have taken one after the other.
 *
 * A job must be of a network in the table and of its training, cut short at one of its passes if need be: anything else
 * fails with a sentence that says why. Which of a network's trainings it gets hangs on the job's seed, and is the very
 * one where a run of that seed trained it.
 */
export class BenchmarkEvaluator implements Evaluator {
  readonly #benchmark: Benchmark;
  readonly #known = new Map<Topology, number | undefined>();
  #spentMs = 0;

  constructor(benchmark: Benchmark) {
    this.#benchmark = benchmark;
  }

  /** Milliseconds of training so far, of jobs that were stopped up to there. */
  get spentMs(): number {
    return this.#spentMs;
  }

  async evaluate(
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult> {
    if (signal.aborted) return { kind: 'cancelled' };
    listener.onStart(TRAINER);
    const network = this.#find(job.topology);
    if (network === undefined) return refused('This network is not one of the benchmark: search its space.');
    if (job.startFrom !== undefined)
      return refused('The benchmark holds no weights that a network could begin with.');
    const passes = this.#passesOf(job);
    if (passes === undefined) return refused(this.#offer());
    return this.#replay(network, passes, job, listener, signal);
  }

  warm(): void {}

  async probe(
    { topology }: TrainingJob,
    proxies: readonly NetworkProxy[],
    signal: AbortSignal,
  ): Promise<Probe | undefined> {
    if (signal.aborted) return undefined;
    const network = this.#find(topology);
    if (network === undefined) return {};
    const probe = this.#benchmark.probe(network, proxies);
    for (const measured of Object.values(probe)) this.#spentMs += measured.ms;
    return probe;
  }

  async #replay(
    network: number,
    passes: number,
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult> {
    const training = this.#trainingOf(network, job.seed);
    const full = this.#benchmark.trainingMs(network, passes);
    this.#spentMs += full.buildMs;
    for (const point of this.#benchmark.curve(network, training).slice(0, passes)) {
      this.#spentMs += full.trainMs / passes;
      const answer = listener.onPoint(point);
      if (job.isWatched && (await answer) === 'stop') return { kind: 'cancelled' };
      if (signal.aborted) return { kind: 'cancelled' };
    }
    const score: Score = {
      ...this.#benchmark.score(network, training, passes),
      epochs: passes,
      steps: passes * this.#benchmark.card.stepsPerPass,
      ...full,
      peakBytes: 0,
    };
    return { kind: 'scored', score };
  }

  /** The place of the seed that gives this job's seed to this very network; of other seeds, by their remainder. */
  #trainingOf(network: number, seed: number): number {
    const { seeds } = this.#benchmark.card;
    const hash = this.#benchmark.graphHash(network);
    const own = seeds.findIndex((each) => weightSeed(each, hash) === seed);
    return own >= 0 ? own : seed % seeds.length;
  }

  #find(topology: Topology): number | undefined {
    if (!this.#known.has(topology)) {
      const formula = formulaOf(topology);
      this.#known.set(topology, formula === undefined ? undefined : this.#benchmark.indexOfFormula(formula));
    }
    return this.#known.get(topology);
  }

  /** How many passes of the table's training a job is; undefined when it is of another. */
  #passesOf({ training, dataShare = 1 }: TrainingJob): number | undefined {
    const { card } = this.#benchmark;
    if (dataShare < 1 || !isSameBut(training, card.training)) return undefined;
    const { unit, count } = training.length;
    const passes = unit === 'epochs' ? count : count / card.stepsPerPass;
    return Number.isInteger(passes) && passes <= card.passes ? passes : undefined;
  }

  #offer(): string {
    const { optimizer, learningRate, schedule, batchSize } = this.#benchmark.card.training;
    const { passes, stepsPerPass } = this.#benchmark.card;
    return (
      `The benchmark has one training, ${optimizer} at a ${schedule} rate of ${learningRate} with batches of ${batchSize}, ` +
      `for 1 to ${passes} passes of ${stepsPerPass} steps over all training examples.`
    );
  }
}

/** Whether two trainings differ in their length alone. */
const isSameBut = (a: TrainingSpec, b: TrainingSpec): boolean =>
  a.optimizer === b.optimizer &&
  a.learningRate === b.learningRate &&
  a.schedule === b.schedule &&
  a.weightDecay === b.weightDecay &&
  (a.optimizer !== 'sgd' || a.momentum === b.momentum) &&
  a.batchSize === b.batchSize;

const refused = (message: string): TrainingResult => ({ kind: 'failed', reason: 'error', message });
