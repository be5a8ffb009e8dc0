import * as Comlink from 'comlink';
import type { Measurer } from './measurer.ts';

// Behind the door, so that calls are heard from the start.
const measurer = import('./measurer.ts').then((module) => new module.Measurer());

Comlink.expose({
  open: async (...request) => (await measurer).open(...request),
  measure: async (jobs) => (await measurer).measure(jobs),
} satisfies Pick<Measurer, 'open' | 'measure'>);
