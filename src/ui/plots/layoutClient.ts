import type { LayerSummary } from '../../search/domain.ts';
import { type Linked, link } from '../../workers/spawn.ts';
import { startWorker } from '../../workers/start.ts';
import type { Drawing } from './drawing.ts';
import type { layoutApi } from './layout.worker.ts';
import layoutWorkerUrl from './layout.worker.ts?worker&url';
import type { LineageLayout, LineageNode } from './lineage.ts';

let worker: Linked<typeof layoutApi> | undefined;

/** Started with the first drawing, and again should it die. */
function layoutWorker(): Linked<typeof layoutApi> {
  if (worker) return worker;
  const started = link<typeof layoutApi>(startWorker(layoutWorkerUrl, 'layout'), 'layout');
  started.onLost(() => (worker = undefined));
  return (worker = started);
}

export const drawNetwork = (layers: readonly LayerSummary[]): Promise<Drawing> =>
  layoutWorker().call((api) => api.layoutNetwork(layers));

export const drawLineage = (nodes: readonly LineageNode[]): Promise<LineageLayout> =>
  layoutWorker().call((api) => api.layoutLineage(nodes));
