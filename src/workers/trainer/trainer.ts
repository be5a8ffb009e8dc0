import * as tf from '@tensorflow/tfjs-core';
import type { CurvePoint, TaskShape } from '../../search/domain.ts';
import type { TrainingJob } from '../../search/ports.ts';
import type { Dataset } from '../../search/data/dataset.ts';
import { countLabels, majorityAccuracy, shareBySeed, splitBySeed } from '../../search/data/split.ts';
import type { Measured, NetworkProxy, Probe } from '../../search/estimators/proxies.ts';
import type { Result } from '../../search/result.ts';
import type { DatasetFault } from '../../search/data/fault.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type { GpuLoss } from '../../search/told/workerLoss.ts';
import type { DataRequest, NamedWeight, OpenRequest, SupernetResult, Trained, TrainerApi } from '../api.ts';
import { attentive } from '../heard.ts';
import { startBackend } from './backend.ts';
import { engineBytes } from './engineMemory.ts';
import { Ending } from './ending.ts';
import { type Figures, evaluate } from './evaluate.ts';
import { type Passed, fit } from './fit.ts';
import { onGpuLost } from './gpuFaults.ts';
import { runJob } from './job.ts';
import { releaseSpareBuffers } from './gpu/spareBuffers.ts';
import { morph } from './morph.ts';
import type { Network } from './network.ts';
import { Pace } from './pace.ts';
import { measure } from './proxies/measure.ts';
import { type Resident, makeResident } from './resident.ts';
import { rehearse } from './rehearsal.ts';
import { bestPoint } from './score.ts';
import { scorePaths, trainPaths } from './supernet/paths.ts';
import { type Halves, relax } from './supernet/relaxation.ts';

/** Fetches or makes a dataset; the fault is for a person. */
export type DataSource = (request: DataRequest) => Promise<Result<Dataset, DatasetFault>>;

interface Open {
  readonly dataset: Dataset;
  readonly train: Resident;
  readonly validation: Resident;
  /** Of the training examples. */
  readonly rows: Uint32Array;
  /** Of the run. */
  readonly seed: number;
  /** Parts of the training examples that jobs were trained on, by their share of them. */
  readonly shares: Map<number, Resident>;
  /** Of the training examples, once a relaxed search has asked for them. */
  halves?: Halves;
}

const taskOf = ({ inputShape, classNames }: Dataset): TaskShape => ({
  inputShape,
  classes: classNames.length,
});

/** The trainer behind its worker. */
export class Trainer implements TrainerApi {
  readonly #source: DataSource;
  #opened: Open | undefined;
  #pace: Pace | undefined;

  constructor(source: DataSource) {
    this.#source = source;
  }

  async open({ backend, data }: OpenRequest) {
    this.#refuseWhileTraining();
    this.#close();
    const [report, loaded] = await Promise.all([startBackend(backend), this.#source(data)]);
    if (!loaded.ok) throw new ToldError(loaded.error.message);
    const dataset = loaded.value;
    const { train, validation } = splitBySeed(dataset.train.y, data.validationFraction, data.seed);
    this.#opened = {
      dataset,
      train: makeResident(dataset, dataset.train, train),
      validation: makeResident(dataset, dataset.train, validation),
      rows: train,
      seed: data.seed,
      shares: new Map(),
    };
    const { inputShape, classNames } = dataset;
    const classes = classNames.length;
    const labelCounts = countLabels(dataset.train.y, validation, classes);
    return { report, task: { inputShape, classes, classNames, labelCounts } };
  }

  async train(
    job: TrainingJob,
    onPoint: (point: CurvePoint) => unknown,
    inherited: readonly NamedWeight[] = [],
  ): Promise<Trained> {
    const { validation } = this.#ready();
    const train = this.#examples(job);
    return this.#run(async (pace): Promise<Trained> => {
      let weights: NamedWeight[] | undefined;
      const curve: CurvePoint[] = [];
      const { tell, heard } = attentive(onPoint);
      const onEpoch = async ({ network, epoch, step, trainLoss, last }: Passed) => {
        const { loss, accuracy } = await evaluate(network, validation, pace);
        const point: CurvePoint = { epoch, step, trainLoss, valLoss: loss, valAccuracy: accuracy };
        curve.push(point);
        const answer = tell(point);
        if (job.isWatched && (await answer) === 'stop') throw new Ending({ kind: 'cancelled' });
        if (last && job.keepAs !== undefined) weights = await network.read();
      };
      const begin =
        job.startFrom === undefined
          ? undefined
          : async (network: Network) =>
              job.growth && inherited.length > 0
                ? morph(network, job, job.growth, inherited, train, validation)
                : { inherited: network.inherit(inherited) };
      const report = await fit(job, train, pace, onEpoch, begin);
      await heard();
      const best = bestPoint(curve);
      if (!best) throw new Error('a job of no steps');
      const { valAccuracy, valLoss, epoch: bestEpoch } = best;
      const score = { ...report, valAccuracy, valLoss, bestEpoch };
      return { kind: 'scored', score, ...(weights && { weights }) };
    });
  }

  async trainPaths(...[settings, onStep]: Parameters<TrainerApi['trainPaths']>) {
    const { dataset, train } = this.#ready();
    const { tell, heard } = attentive(onStep);
    return this.#timed(async (pace) => {
      const weights = await trainPaths(taskOf(dataset), train, settings, pace, tell);
      await heard();
      return { weights };
    });
  }

  async scorePaths(...[weights, networks]: Parameters<TrainerApi['scorePaths']>) {
    const { dataset, validation } = this.#ready();
    return this.#timed(async (pace) => ({
      accuracies: await scorePaths(taskOf(dataset), validation, weights, networks, pace),
      examples: validation.count,
    }));
  }

  async relax(...[settings, from, steps, onStep]: Parameters<TrainerApi['relax']>) {
    const { dataset } = this.#ready();
    const halves = this.#halves();
    const { tell, heard } = attentive(onStep);
    return this.#timed(async (pace) => {
      const relaxed = await relax(taskOf(dataset), halves, settings, from, steps, pace, tell);
      await heard();
      return relaxed;
    });
  }

  async probe(job: TrainingJob, proxies: readonly NetworkProxy[]): Promise<Probe | undefined> {
    const { train } = this.#ready();
    const probe: Partial<Record<NetworkProxy, Measured>> = {};
    for (const proxy of proxies) {
      const start = performance.now();
      const value = await this.#run((pace) => measure(proxy, { job, data: train, pace }));
      if (typeof value === 'object' && value.kind === 'cancelled') return undefined;
      const ms = performance.now() - start;
      // What it fails of otherwise, its training will say.
      probe[proxy] = typeof value === 'number' && Number.isFinite(value) ? { value, ms } : { ms };
    }
    return probe;
  }

  async warm(job: TrainingJob): Promise<void> {
    const { train, validation } = this.#ready();
    // The only backend that compiles anything.
    if (tf.getBackend() === 'webgpu') await rehearse(job, train, validation);
  }

  async test(job: TrainingJob) {
    const { dataset } = this.#ready();
    return this.#run(async (pace) => {
      const all = makeResident(dataset, dataset.train);
      const test = makeResident(dataset, dataset.test);
      let figures: Figures | undefined;
      const { trainMs } = await fit(job, all, pace, async ({ network, last }) => {
        if (last) figures = await evaluate(network, test, pace);
      });
      if (!figures) throw new Error('a job of no steps');
      const { accuracy, loss } = figures;
      const majority = majorityAccuracy(dataset.test.y);
      return { testAccuracy: accuracy, testLoss: loss, majorityAccuracy: majority, trainMs };
    });
  }

  async cancel(): Promise<void> {
    this.#pace?.cancel();
  }

  async memory() {
    const { numTensors, numBytes } = tf.memory();
    const held = engineBytes();
    return { tensors: numTensors, bytes: numBytes, ...(held !== undefined && { engineBytes: held }) };
  }

  gpuLost(): Promise<GpuLoss> {
    return new Promise((resolve) => void onGpuLost(resolve));
  }

  async #run<T>(work: (pace: Pace) => Promise<T>) {
    this.#refuseWhileTraining();
    const pace = new Pace();
    this.#pace = pace;
    try {
      return await runJob(() => work(pace));
    } finally {
      this.#pace = undefined;
      releaseSpareBuffers();
    }
  }

  /** With the milliseconds that it took. */
  async #timed<T extends object>(
    work: (pace: Pace) => Promise<T>,
  ): Promise<SupernetResult<T & { readonly ms: number }>> {
    const start = performance.now();
    return this.#run(async (pace): Promise<SupernetResult<T & { readonly ms: number }>> => {
      const value = await work(pace);
      return { kind: 'done', value: { ...value, ms: performance.now() - start } };
    });
  }

  /** Two halves of the training examples, every class in its share. */
  #halves(): Halves {
    const opened = this.#ready();
    const { dataset, rows, seed } = opened;
    const half = new Set(shareBySeed(dataset.train.y, rows, 0.5, seed));
    opened.halves ??= {
      weights: makeResident(
        dataset,
        dataset.train,
        rows.filter((row) => half.has(row)),
      ),
      architecture: makeResident(
        dataset,
        dataset.train,
        rows.filter((row) => !half.has(row)),
      ),
    };
    return opened.halves;
  }

  /** What a job is trained on: all training examples, or its share of them. */
  #examples({ dataShare = 1 }: TrainingJob): Resident {
    const { dataset, train, rows, seed, shares } = this.#ready();
    if (dataShare >= 1) return train;
    const found =
      shares.get(dataShare) ??
      makeResident(dataset, dataset.train, shareBySeed(dataset.train.y, rows, dataShare, seed));
    shares.set(dataShare, found);
    return found;
  }

  #ready(): Open {
    if (!this.#opened) throw new Error('The trainer has no data yet: call open first.');
    return this.#opened;
  }

  #refuseWhileTraining(): void {
    if (this.#pace) throw new Error('The trainer is at work on another job.');
  }

  #close(): void {
    this.#opened?.train.dispose();
    this.#opened?.validation.dispose();
    this.#opened?.shares.forEach((share) => share.dispose());
    this.#opened?.halves?.weights.dispose();
    this.#opened?.halves?.architecture.dispose();
    this.#opened = undefined;
  }
}
