/** The part of `npm run make-benchmark` that runs in the browser: a worker that trains, as the page's trainers do. */
import * as Comlink from 'comlink';
import type { Measurer } from './measurer.ts';

const worker = new Worker(new URL('measurer.worker.ts', import.meta.url), {
  type: 'module',
  name: 'measurer',
});
const measurer = Comlink.wrap<Measurer>(worker);

declare global {
  var benchmarkMeasurer: Comlink.Remote<Measurer>;
}
globalThis.benchmarkMeasurer = measurer;
