import * as Comlink from 'comlink';
import type { BackendName, BackendReport, MemoryReading, TaskShape } from '../../search/domain.ts';
import type { NetworkProxy, Probe } from '../../search/estimators/proxies.ts';
import type { EvaluationListener, TrainingJob, TrainingResult } from '../../search/ports.ts';
import type { WorkerLoss } from '../../search/told/workerLoss.ts';
import type { NamedWeight, OpenRequest, SupernetResult, Trained, TrainerApi } from '../api.ts';
import { type Linked, WorkerLost, link } from '../spawn.ts';
import { startWorker } from '../start.ts';
import trainerWorker from '../trainer.worker.ts?worker&url';

const PULSE_MS = 1_000;
/**
 * A trainer that does not even answer how much memory it holds for so many beats hangs. Beats are counted rather than
 * time, which goes on while a machine sleeps.
 */
const MOST_UNANSWERED = 45;

export interface Opened {
  readonly report: BackendReport;
  readonly task: TaskShape;
}

/** One trainer worker, watched: it answers a pulse every second or is ended, as it is when its GPU is lost. */
export class Trainer {
  readonly number: number;
  readonly opened: Promise<Opened>;
  /** Once it is open. */
  backend: BackendName | undefined;
  /** The job that it was last told to expect, until one begins. */
  expected: TrainingJob | undefined;
  readonly #worker: Linked<TrainerApi>;
  readonly #pulse: ReturnType<typeof setInterval>;
  #unanswered = 0;

  constructor(number: number, request: OpenRequest, onMemory: (reading: MemoryReading) => void) {
    this.number = number;
    this.#worker = link(startWorker(trainerWorker, `trainer ${number}`), 'trainer');
    this.#worker.onLost(() => clearInterval(this.#pulse));
    this.opened = this.#worker.call((api) => api.open(request));
    this.opened.then(
      ({ report }) => (this.backend = report.backend),
      () => {},
    );
    this.#worker
      .call((api) => api.gpuLost())
      .then(
        (loss) => this.#worker.kill(loss),
        () => {},
      );
    this.#pulse = setInterval(() => void this.#beat(onMemory), PULSE_MS);
  }

  onLost(callback: (loss: WorkerLoss) => void): void {
    this.#worker.onLost(({ said }) => callback(said));
  }

  /** Rejects with `WorkerLost` when the worker dies under it. */
  async train(
    job: TrainingJob,
    listener: EvaluationListener,
    signal: AbortSignal,
    inherited?: readonly NamedWeight[],
  ): Promise<Trained> {
    this.expected = undefined;
    await this.opened;
    if (signal.aborted) return { kind: 'cancelled' };
    listener.onStart(this.number);
    return this.#unlessGpuLost(
      await this.#cancellable(signal, (api) => api.train(job, Comlink.proxy(listener.onPoint), inherited)),
    );
  }

  /** Rejects with `WorkerLost` when the worker dies under it. */
  async probe(
    job: TrainingJob,
    proxies: readonly NetworkProxy[],
    signal: AbortSignal,
  ): Promise<Probe | undefined> {
    await this.opened;
    return signal.aborted ? undefined : this.#cancellable(signal, (api) => api.probe(job, proxies));
  }

  /** A job on a supernet; `use` makes the one call of it. Rejects with `WorkerLost` when the worker dies under it. */
  async supernet<T>(
    signal: AbortSignal,
    use: (api: Comlink.Remote<TrainerApi>) => Promise<SupernetResult<T>>,
  ): Promise<SupernetResult<T>> {
    this.expected = undefined;
    await this.opened;
    if (signal.aborted) return { kind: 'cancelled' };
    return this.#unlessGpuLost(await this.#cancellable(signal, use));
  }

  /** Takes time from no training: pipelines are compiled in threads of the browser's own. */
  async warm(job: TrainingJob): Promise<void> {
    this.expected = job;
    try {
      const { report } = await this.opened;
      // Elsewhere there is nothing to compile, and building a network early takes the same thread the same time.
      if (report.backend === 'webgpu') await this.#worker.call((api) => api.warm(job));
    } catch {
      // Not opened, or lost; whoever trains on it hears of it.
    }
  }

  /** Rejects with `WorkerLost` when the worker dies under it. */
  async test(job: TrainingJob) {
    const result = await this.#worker.call((api) => api.test(job));
    return 'kind' in result ? this.#unlessGpuLost(result) : result;
  }

  kill(): void {
    this.#worker.kill();
  }

  /** A job may tell of the loss before the news of it is here. @throws WorkerLost */
  #unlessGpuLost<R extends TrainingResult | Trained | SupernetResult<unknown>>(result: R): R {
    if (result.kind !== 'failed' || result.message.kind !== 'gpu-lost') return result;
    this.#worker.kill(result.message);
    throw new WorkerLost(result.message);
  }

  async #cancellable<P extends Promise<unknown>>(
    signal: AbortSignal,
    use: (api: Comlink.Remote<TrainerApi>) => P,
  ): Promise<Awaited<P>> {
    const cancel = () => void this.#worker.call((api) => api.cancel()).catch(() => {});
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#worker.call(use);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async #beat(onMemory: (reading: MemoryReading) => void): Promise<void> {
    this.#unanswered += 1;
    if (this.#unanswered > MOST_UNANSWERED) return this.kill();
    try {
      const reading = await this.#worker.call((api) => api.memory());
      this.#unanswered = 0;
      onMemory(reading);
    } catch {
      // Lost; whoever waits for the trainer hears of it.
    }
  }
}
