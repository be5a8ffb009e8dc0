import type { WorkerLoss } from '../workerLoss.ts';

type Phrase<K extends WorkerLoss['kind']> = (loss: Omit<Extract<WorkerLoss, { kind: K }>, 'kind'>) => string;

export const LOSSES: { readonly [K in WorkerLoss['kind']]: Phrase<K> } = {
  'worker-died': ({ worker }) => `The ${worker} worker died.`,
  'worker-ended': ({ worker }) => `The ${worker} worker was ended.`,
  'worker-unloaded': ({ worker }) => `The ${worker} worker failed: its code did not load.`,
  'worker-failed': ({ worker, fault }) => `The ${worker} worker failed: ${fault}.`,
  'gpu-lost': ({ says }) => `The GPU was lost: ${says ?? 'the browser gave no reason'}.`,
};

/** @param loss a sentence in runs that were kept before losses were facts */
export const lossInEnglish = (loss: WorkerLoss | string): string =>
  // The table has for each kind what takes that kind, which the compiler cannot follow through an index.
  typeof loss === 'string' ? loss : (LOSSES[loss.kind] as (loss: WorkerLoss) => string)(loss);
