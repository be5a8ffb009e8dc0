import * as Comlink from 'comlink';
import type { InspectorApi } from './api.ts';
import { holdLife } from './life.ts';

// Loaded behind the door, as in the trainer.
const inspector = Promise.all([import('./trainer/inspect/inspector.ts'), import('./datasets/load.ts')]).then(
  ([{ Inspector }, { loadDataset }]) => new Inspector(loadDataset),
);

Comlink.expose({
  open: async (request) => (await inspector).open(request),
  heldOut: async () => (await inspector).heldOut(),
  hold: async (id, topology, weights) => (await inspector).hold(id, topology, weights),
  release: async (id) => (await inspector).release(id),
  predictions: async (id) => (await inspector).predictions(id),
  classify: async (ids, input) => (await inspector).classify(ids, input),
  layers: async (id, input) => (await inspector).layers(id, input),
} satisfies InspectorApi);
holdLife();
