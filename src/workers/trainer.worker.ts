import * as Comlink from 'comlink';
import type { TrainerApi } from './api.ts';
import { holdLife } from './life.ts';

// Loaded behind the door, so that calls are heard from the start and wait for TensorFlow.js instead of being lost.
const trainer = Promise.all([import('./trainer/trainer.ts'), import('./datasets/load.ts')]).then(
  ([{ Trainer }, { loadDataset }]) => new Trainer(loadDataset),
);

Comlink.expose({
  open: async (request) => (await trainer).open(request),
  train: async (job, onPoint, inherited) => {
    const trained = await (await trainer).train(job, onPoint, inherited);
    // Handed over, not copied: nobody reads them here again.
    return Comlink.transfer(trained, trained.weights?.map(({ values }) => values.buffer) ?? []);
  },
  trainPaths: async (settings, onStep) => (await trainer).trainPaths(settings, onStep),
  scorePaths: async (weights, networks) => (await trainer).scorePaths(weights, networks),
  relax: async (settings, from, steps, onStep) => (await trainer).relax(settings, from, steps, onStep),
  probe: async (job, proxies) => (await trainer).probe(job, proxies),
  warm: async (job) => (await trainer).warm(job),
  test: async (job) => (await trainer).test(job),
  cancel: async () => (await trainer).cancel(),
  memory: async () => (await trainer).memory(),
  gpuLost: async () => (await trainer).gpuLost(),
} satisfies TrainerApi);
holdLife();
