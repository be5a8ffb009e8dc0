import * as Comlink from 'comlink';
import type { BenchmarkApi, KeepApi, SearchApi, StatisticsApi } from './api.ts';
import { type Linked, link } from './spawn.ts';

export { IdbRunStore, newRunId } from './keep/idbRunStore.ts';
export { type BrowserModel, browserModelIs, openBrowserModel } from './llm/browserModel.ts';

/** Starts the search worker, which starts all others. The page's only door to them. */
export function connectSearch(): Linked<SearchApi> {
  const worker = link<SearchApi>(
    new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' }),
    'search',
  );
  void worker.call((api) => api.open(document.baseURI)).catch(() => {});
  return worker;
}

/** Starts a worker for files of runs; the caller ends it. */
export const connectKeep = (): Linked<KeepApi> =>
  link<KeepApi>(new Worker(new URL('./keep.worker.ts', import.meta.url), { type: 'module' }), 'files');

/** Starts a worker for statistics. */
export const connectStatistics = (): Linked<StatisticsApi> =>
  link<StatisticsApi>(
    new Worker(new URL('./statistics.worker.ts', import.meta.url), { type: 'module', name: 'statistics' }),
    'statistics',
  );

/** Starts a worker that searches the benchmark's table; the caller ends it. */
export const connectBenchmark = (): Linked<BenchmarkApi> =>
  link<BenchmarkApi>(
    new Worker(new URL('./benchmark.worker.ts', import.meta.url), { type: 'module' }),
    'benchmark',
  );

/** The page's own folder, ending in a slash. */
export const pageFolder = (): string => new URL('.', document.baseURI).href;

/** Marks a callback for the crossing. */
export const lend = <T extends object>(callback: T) => Comlink.proxy(callback);
