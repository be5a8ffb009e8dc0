import * as Comlink from 'comlink';

// Behind the door, so that calls are heard from the start.
const measurer = import('./measurer.ts').then(({ Measurer }) => new Measurer());

Comlink.expose({
  open: async (backend: 'wasm', data: Parameters<import('./measurer.ts').Measurer['open']>[1]) =>
    (await measurer).open(backend, data),
  measure: async (job: Parameters<import('./measurer.ts').Measurer['measure']>[0]) =>
    (await measurer).measure(job),
});
