/** How a worker was lost. Apart from the other facts, since a training that failed may hold one too. */
import * as v from 'valibot';

/** What a worker is there for. */
const worker = v.picklist([
  'search',
  'trainer',
  'inspector',
  'sandbox',
  'language model',
  'tuning',
  'layer model',
  'files',
  'layout',
  'benchmark',
  'statistics',
]);
export type WorkerName = v.InferOutput<typeof worker>;

/** A lost GPU stays lost for its worker, a trainer. `says` is the browser's reason, if it gave one. */
const gpuLost = v.object({ kind: v.literal('gpu-lost'), says: v.exactOptional(v.string()) });
export type GpuLoss = v.InferOutput<typeof gpuLost>;

export const workerLosses = [
  v.object({ kind: v.literal('worker-died'), worker }),
  /** It hung, or was not wanted any more. */
  v.object({ kind: v.literal('worker-ended'), worker }),
  v.object({ kind: v.literal('worker-unloaded'), worker }),
  /** `fault` is in the browser's words. */
  v.object({ kind: v.literal('worker-failed'), worker, fault: v.string() }),
  gpuLost,
] as const;

export const workerLossSchema = v.variant('kind', workerLosses);
export type WorkerLoss = v.InferOutput<typeof workerLossSchema>;
