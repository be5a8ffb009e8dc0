import type { CurvePoint } from '../../../src/search/domain.ts';
import { splitBySeed } from '../../../src/search/data/split.ts';
import {
  NETWORK_PROXIES,
  type Measured,
  type NetworkProxy,
  type Probe,
} from '../../../src/search/estimators/proxies.ts';
import type { TrainingJob } from '../../../src/search/ports.ts';
import type { DataRequest } from '../../../src/workers/api.ts';
import { loadDataset } from '../../../src/workers/datasets/load.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { type Figures, evaluate } from '../../../src/workers/trainer/evaluate.ts';
import { fit } from '../../../src/workers/trainer/fit.ts';
import { runJob } from '../../../src/workers/trainer/job.ts';
import { Pace } from '../../../src/workers/trainer/pace.ts';
import { measure } from '../../../src/workers/trainer/proxies/measure.ts';
import { type Resident, makeResident } from '../../../src/workers/trainer/resident.ts';
import type { Training } from '../record.ts';

interface Splits {
  readonly train: Resident;
  readonly validation: Resident;
  readonly test: Resident;
}

export interface Measurements {
  readonly trainings: readonly Omit<Training, 'seed'>[];
  readonly probe: Probe;
}

/**
 * The page's own training, which is looked at on the test split too, once, after its last step. The page's trainer never
 * does that: it trains anew for its report.
 */
export class Measurer {
  #splits: Splits | undefined;

  /** @throws with a sentence for a person */
  async open(backend: 'wasm', data: DataRequest): Promise<void> {
    await startBackend(backend);
    const loaded = await loadDataset(data);
    if (!loaded.ok) throw new Error(loaded.error.kind);
    const dataset = loaded.value;
    const { train, validation } = splitBySeed(dataset.train.y, data.validationFraction, data.seed);
    this.#splits = {
      train: makeResident(dataset, dataset.train, train),
      validation: makeResident(dataset, dataset.train, validation),
      test: makeResident(dataset, dataset.test),
    };
  }

  /** Trains every job, then measures the proxies of the first: one call for a network. */
  async measure(jobs: readonly TrainingJob[]): Promise<Measurements> {
    const trainings: Measurements['trainings'][number][] = [];
    for (const job of jobs) trainings.push(await this.#train(job));
    const [first] = jobs;
    return { trainings, probe: first ? await this.#probe(first) : {} };
  }

  async #train(job: TrainingJob): Promise<Omit<Training, 'seed'>> {
    const { train, validation, test } = this.#opened();
    const curve: CurvePoint[] = [];
    const passMs: number[] = [];
    const evaluationMs: number[] = [];
    let tested: Figures | undefined;
    let since = performance.now();
    const result = await runJob(async () => {
      const pace = new Pace();
      return fit(job, train, pace, async ({ network, epoch, step, trainLoss, last }) => {
        const passed = performance.now();
        passMs.push(passed - since);
        const { loss, accuracy } = await evaluate(network, validation, pace);
        evaluationMs.push(performance.now() - passed);
        curve.push({ epoch, step, trainLoss, valLoss: loss, valAccuracy: accuracy });
        if (last) tested = await evaluate(network, test, pace);
        since = performance.now();
      });
    });
    if ('kind' in result) {
      if (result.kind !== 'failed') throw new Error(`A training was ${result.kind}.`);
      const { reason, message } = result;
      return { curve, passMs, failure: { reason, message } };
    }
    const [first = 0, ...others] = passMs;
    return {
      curve,
      // The first pass is timed from before the network was built.
      passMs: [first - result.buildMs, ...others],
      buildMs: result.buildMs,
      evaluationMs: Math.min(...evaluationMs),
      ...(tested && { test: tested }),
    };
  }

  async #probe(job: TrainingJob): Promise<Probe> {
    const { train } = this.#opened();
    const probe: Partial<Record<NetworkProxy, Measured>> = {};
    for (const proxy of NETWORK_PROXIES) {
      const start = performance.now();
      const value = await runJob(() => measure(proxy, { job, data: train, pace: new Pace() }));
      const ms = performance.now() - start;
      probe[proxy] = typeof value === 'number' && Number.isFinite(value) ? { value, ms } : { ms };
    }
    return probe;
  }

  #opened(): Splits {
    if (!this.#splits) throw new Error('No data yet: call open first.');
    return this.#splits;
  }
}
