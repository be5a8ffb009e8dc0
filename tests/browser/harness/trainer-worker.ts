/** The trainer as the pool has it: in its worker, on real data. */
import * as Comlink from 'comlink';
import { parse } from 'valibot';
import type { CurvePoint } from '../../../src/search/domain.ts';
import type { NetworkProxy } from '../../../src/search/estimators/proxies.ts';
import type { TrainingJob } from '../../../src/search/ports.ts';
import { datasetSchema } from '../../../src/search/spec/dataset.ts';
import { type BackendChoice, trainingSchema } from '../../../src/search/spec/spec.ts';
import type { NamedWeight, TrainerApi } from '../../../src/workers/api.ts';
import { referenceNet } from './trainer-reference.ts';

export { NETWORK_PROXIES } from '../../../src/search/estimators/proxies.ts';

const worker = new Worker(new URL('../../../src/workers/trainer.worker.ts', import.meta.url), {
  type: 'module',
});
const trainer = Comlink.wrap<TrainerApi>(worker);

/** @param labels which classes count; all unless said */
export const open = (backend: BackendChoice, labels: object = {}) =>
  trainer.open({
    backend,
    data: {
      dataset: parse(datasetSchema, { id: 'mnist1d', ...labels }),
      validationFraction: 0.125,
      seed: 1,
      baseUrl: new URL('/', location.href).href,
    },
  });

/** @param net a name of `trainer-reference.ts` */
export const job = (net: string, training: object, seed = 1): TrainingJob => ({
  topology: referenceNet(net),
  training: parse(trainingSchema, training),
  seed,
});

export async function train(job: TrainingJob, inherited?: readonly NamedWeight[]) {
  const points: CurvePoint[] = [];
  const result = await trainer.train(
    job,
    Comlink.proxy((point) => void points.push(point)),
    inherited,
  );
  return { points, result };
}

/** Trains a network, then another of the same layers, with weights of its own, from where the first ended. */
export async function trainOn(parent: TrainingJob, child: TrainingJob) {
  const first = await train({ ...parent, keepAs: 'parent' });
  return { first, second: await train({ ...child, startFrom: 'parent' }, first.result.weights) };
}

export const probe = (job: TrainingJob, proxies: readonly NetworkProxy[]) => trainer.probe(job, proxies);

/** Ends a watched job at its first point. */
export async function stopAtOnce(job: TrainingJob) {
  const points: CurvePoint[] = [];
  const result = await trainer.train(
    { ...job, isWatched: true },
    Comlink.proxy((point: CurvePoint) => {
      points.push(point);
      return 'stop' as const;
    }),
  );
  return { points, result };
}

export const test = (job: TrainingJob) => trainer.test(job);

/** Of tensors: what the engine keeps beside them is another matter. */
export async function memory() {
  const { tensors, bytes } = await trainer.memory();
  return { tensors, bytes };
}

/** Starts a job, cancels it after a while and tells how long it took to end. */
export async function cancelAfter(job: TrainingJob, ms: number) {
  const ending = train(job);
  await new Promise((resolve) => setTimeout(resolve, ms));
  const asked = performance.now();
  await trainer.cancel();
  const { result } = await ending;
  return { result, waitedMs: performance.now() - asked };
}
