import * as Comlink from 'comlink';
import type { KeepApi, SearchApi } from './api.ts';
import keepWorker from './keep.worker.ts?worker&url';
import searchWorker from './search.worker.ts?worker&url';
import { type Linked, link } from './spawn.ts';
import { startWorker } from './start.ts';

export { IdbRunStore, newRunId } from './keep/idbRunStore.ts';
export { type BrowserModel, browserModelIs, openBrowserModel } from './llm/browserModel.ts';

/** Starts the search worker, which starts all others. The page's only door to them. */
export function connectSearch(): Linked<SearchApi> {
  const worker = link<SearchApi>(startWorker(searchWorker, 'search'), 'search');
  void worker.call((api) => api.open(document.baseURI)).catch(() => {});
  return worker;
}

/** Starts a worker for files of runs; the caller ends it. */
export const connectKeep = (): Linked<KeepApi> => link<KeepApi>(startWorker(keepWorker, 'files'), 'files');

/** The page's own folder, ending in a slash. */
export const pageFolder = (): string => new URL('.', document.baseURI).href;

/** Marks a callback for the crossing. */
export const lend = <T extends object>(callback: T) => Comlink.proxy(callback);
