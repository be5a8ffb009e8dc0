import type { BackendName, BackendReport, MemoryReading, TaskShape } from '../../search/domain.ts';
import type { NetworkProxy, Probe } from '../../search/estimators/proxies.ts';
import type { EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../../search/ports.ts';
import type { Told } from '../../search/told/told.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type { WorkerLoss } from '../../search/told/workerLoss.ts';
import type { NamedWeight, OpenRequest, SupernetResult, Trained, TrainedNetwork } from '../api.ts';
import { WorkerLost } from '../spawn.ts';
import { JobLosses } from './jobLosses.ts';
import { Trainer } from './trainer.ts';
import { WeightStore } from './weightStore.ts';

export interface PoolListener {
  onReady(trainer: number, report: BackendReport): void;
  /** Why trainers are replaced, and that their successors have another backend. */
  onReplaced(what: Told): void;
  onMemory(trainer: number, reading: MemoryReading): void;
}

type Unscored = Exclude<TrainingResult, { readonly kind: 'scored' }>;

interface Waiting {
  readonly take: (trainer: Trainer) => void;
  /** Aborted, or the pool was closed. */
  readonly giveUp: () => void;
  readonly fail: (error: Error) => void;
}

/** Losing this many trainers in a row, none of which finished a job, means that new ones will not fare better. */
const MAX_LOSSES_IN_A_ROW = 4;

/** What trained weights may take up in all; the networks that fit a trainer have a few megabytes at most. */
const MOST_WEIGHT_BYTES = 256 * 2 ** 20;

/**
 * As many trainers as asked for. A trainer that dies or whose GPU is lost is replaced, and its job is tried once more on another before
 * it is given up as `trainer-lost`. Trained weights are kept here rather than with their trainer, so that any other may
 * begin with them.
 */
export class TrainerPool implements Evaluator {
  readonly #request: OpenRequest;
  readonly #listener: PoolListener;
  readonly #trainers = new Set<Trainer>();
  readonly #idle: Trainer[] = [];
  readonly #queue: Waiting[] = [];
  readonly #weights = new WeightStore(MOST_WEIGHT_BYTES);
  #size: number;
  #nextNumber = 1;
  #lossesInARow = 0;
  /** The latest trainer there was at the loss that was counted last, until one finishes a job. */
  #latestAtLoss = 0;
  /** Of a trainer that was lost, until a new one is open. */
  #lostBackend: BackendName | undefined;
  #failure: Error | undefined;

  constructor(request: OpenRequest, size: number, listener: PoolListener) {
    this.#request = request;
    this.#listener = listener;
    this.#size = size;
    this.#fill();
  }

  /** What the data looks like. @throws with a sentence for a person when no trainer can be opened */
  async task(): Promise<TaskShape> {
    const [first] = this.#trainers;
    if (!first) throw new ToldError({ kind: 'trainers-closed' });
    return (await first.opened).task;
  }

  /** Trainers beyond the new size finish what they are at. */
  resize(size: number): void {
    this.#size = size;
    this.#fill();
    while (this.#trainers.size > this.#size) {
      const spare = this.#idle.pop();
      if (!spare) break;
      this.#drop(spare);
    }
  }

  holds(name: string): boolean {
    return this.#weights.take(name) !== undefined;
  }

  async evaluate(
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
  ): Promise<TrainingResult> {
    const inherited = job.startFrom === undefined ? undefined : this.#weights.take(job.startFrom);
    const train = (trainer: Trainer) => trainer.train(job, listener, signal, inherited);
    const { weights, ...result }: Trained = await this.#tried(signal, train, job);
    if (weights && job.keepAs !== undefined) this.#weights.keep(job.keepAs, weights);
    return result;
  }

  async probe(
    job: TrainingJob,
    proxies: readonly NetworkProxy[],
    signal: AbortSignal,
  ): Promise<Probe | undefined> {
    const trainer = await this.#borrow(signal, job);
    if (!trainer) return undefined;
    try {
      const probe = await trainer.probe(job, proxies, signal);
      this.#giveBack(trainer);
      return probe;
    } catch (error) {
      // The network goes unjudged, and is trained.
      if (error instanceof WorkerLost) return undefined;
      this.#drop(trainer);
      throw error;
    }
  }

  /**
   * Lends a trainer for a job on a supernet, and another once more when the first is lost under it.
   *
   * @throws with a sentence for a person; the abort reason
   */
  async lend<T>(signal: AbortSignal, use: (trainer: Trainer) => Promise<SupernetResult<T>>): Promise<T> {
    const result = await this.#tried(signal, use);
    signal.throwIfAborted();
    if (result.kind === 'done') return result.value;
    if (result.kind === 'cancelled') throw new ToldError({ kind: 'trainers-closed' });
    throw new ToldError({
      kind: 'supernet-untrained',
      why: { kind: 'training-failed', failure: result.message },
    });
  }

  /** What becomes of a job on whichever trainer is free, and on another once more when that is lost under it. */
  async #tried<R extends Trained | SupernetResult<unknown>>(
    signal: AbortSignal,
    use: (trainer: Trainer) => Promise<R>,
    job?: TrainingJob,
  ): Promise<R | Unscored> {
    const losses = new JobLosses();
    for (;;) {
      const trainer = await this.#borrow(signal, job);
      if (!trainer) return { kind: 'cancelled' };
      try {
        const result = await use(trainer);
        if (result.kind !== 'failed' || result.reason !== 'trainer-lost') {
          this.#countNoLosses();
          this.#giveBack(trainer);
          return result;
        }
        // WebAssembly that crashed stays broken for this worker, and with it whatever it trains next.
        this.#drop(trainer);
        if (losses.isTooOften(trainer.number, trainer.number, false)) return result;
      } catch (error) {
        if (!(error instanceof WorkerLost)) {
          this.#drop(trainer);
          throw error;
        }
        if (signal.aborted) return { kind: 'cancelled' };
        const { said } = error;
        if (losses.isTooOften(trainer.number, this.#latestAtLoss, said.kind === 'gpu-lost'))
          return { kind: 'failed', reason: 'trainer-lost', message: { kind: 'lost-twice', says: said } };
      }
    }
  }

  /** Told to one trainer; the job goes to it when it is free in time, and otherwise to whichever is. */
  warm(job: TrainingJob): void {
    const trainer = [...this.#trainers].find(({ expected }) => !expected);
    void trainer?.warm(job);
  }

  test(job: TrainingJob) {
    return this.#afterRun(job, 'trainers-closed', (trainer) => trainer.test(job));
  }

  /** What was kept under this name, if it still is. */
  kept(name: string): readonly NamedWeight[] | undefined {
    return this.#weights.take(name);
  }

  /** Trains a network for its weights, which are not kept. @throws with a sentence for a person */
  weights(job: TrainingJob): Promise<TrainedNetwork> {
    return this.#afterRun(job, 'trainers-gone', async (trainer) => {
      let valAccuracy = 0;
      const listener: EvaluationListener = {
        onStart: () => {},
        onPoint: (point) => void (valAccuracy = point.valAccuracy),
      };
      const { signal } = new AbortController();
      const { weights, ...result } = await trainer.train({ ...job, keepAs: 'export' }, listener, signal);
      if (result.kind === 'failed') throw new ToldError({ kind: 'training-failed', failure: result.message });
      if (!weights) throw new ToldError({ kind: 'training-cut-short' });
      return { weights, valAccuracy };
    });
  }

  close(): void {
    this.#size = 0;
    for (const trainer of this.#trainers) this.#drop(trainer);
    for (const { giveUp } of this.#queue.splice(0)) giveUp();
  }

  /** Lends a trainer for what a person wants beside the search, and another once more when the first is lost under it. */
  async #afterRun<T>(
    job: TrainingJob,
    absent: 'trainers-closed' | 'trainers-gone',
    use: (trainer: Trainer) => Promise<T>,
  ): Promise<T> {
    const losses = new JobLosses();
    for (;;) {
      const trainer = await this.#borrow(new AbortController().signal, job);
      if (!trainer) throw new ToldError({ kind: absent });
      try {
        return await use(trainer);
      } catch (error) {
        if (!(error instanceof WorkerLost)) throw error;
        const isGpu = error.said.kind === 'gpu-lost';
        if (losses.isTooOften(trainer.number, this.#latestAtLoss, isGpu)) throw error;
      } finally {
        this.#giveBack(trainer);
      }
    }
  }

  #fill(): void {
    while (this.#trainers.size < this.#size) this.#add();
  }

  #add(): void {
    const number = this.#nextNumber++;
    const trainer = new Trainer(number, this.#request, (reading) => this.#listener.onMemory(number, reading));
    this.#trainers.add(trainer);
    trainer.onLost((loss) => this.#replace(trainer, loss));
    trainer.opened.then(
      ({ report }) => {
        this.#listener.onReady(number, report);
        this.#tellOfBackend(report.backend);
        this.#giveBack(trainer);
      },
      // Whoever borrows it is told by `train`, which waits for the same promise.
      () => this.#giveBack(trainer),
    );
  }

  #replace(trainer: Trainer, loss: WorkerLoss): void {
    // Dropped on purpose, or the pool is closed.
    if (!this.#trainers.delete(trainer)) return;
    this.#forgetIdle(trainer);
    this.#lostBackend = trainer.backend;
    // What takes several trainers at once, as the crash of a GPU does, is one loss.
    const isNext = trainer.number > this.#latestAtLoss;
    if (isNext) {
      this.#lossesInARow += 1;
      this.#latestAtLoss = this.#nextNumber - 1;
    }
    if (this.#lossesInARow > MAX_LOSSES_IN_A_ROW) return this.#fail(loss);
    if (isNext || loss.kind !== 'gpu-lost') this.#listener.onReplaced({ kind: 'trainer-replaced', loss });
    this.#fill();
  }

  #countNoLosses(): void {
    this.#lossesInARow = 0;
    this.#latestAtLoss = 0;
  }

  #tellOfBackend(to: BackendName): void {
    const from = this.#lostBackend;
    this.#lostBackend = undefined;
    if (from && from !== to) this.#listener.onReplaced({ kind: 'backend-changed', from, to });
  }

  #fail(loss: WorkerLoss): void {
    this.#failure = new ToldError({ kind: 'trainers-lost', loss, count: this.#lossesInARow });
    for (const { fail } of this.#queue.splice(0)) fail(this.#failure);
  }

  #drop(trainer: Trainer): void {
    this.#trainers.delete(trainer);
    this.#forgetIdle(trainer);
    trainer.kill();
  }

  #forgetIdle(trainer: Trainer): void {
    const at = this.#idle.indexOf(trainer);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #giveBack(trainer: Trainer): void {
    if (!this.#trainers.has(trainer)) return;
    if (this.#trainers.size > this.#size) return this.#drop(trainer);
    const next = this.#queue.shift();
    if (next) next.take(trainer);
    else this.#idle.push(trainer);
  }

  #takeIdle(job?: TrainingJob): Trainer | undefined {
    const ready = this.#idle.findIndex(({ expected }) => expected && expected.topology === job?.topology);
    return this.#idle.splice(Math.max(0, ready), 1)[0];
  }

  #borrow(signal: AbortSignal, job?: TrainingJob): Promise<Trainer | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    if (this.#failure) return Promise.reject(this.#failure);
    // One may have been dropped since, for whatever reason: whoever wants a trainer must find or await one.
    this.#fill();
    const trainer = this.#takeIdle(job);
    if (trainer) return Promise.resolve(trainer);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        take: (lent) => {
          signal.removeEventListener('abort', waiting.giveUp);
          resolve(lent);
        },
        giveUp: () => {
          const at = this.#queue.indexOf(waiting);
          if (at >= 0) this.#queue.splice(at, 1);
          resolve(undefined);
        },
        fail: reject,
      };
      signal.addEventListener('abort', waiting.giveUp, { once: true });
      this.#queue.push(waiting);
    });
  }
}
