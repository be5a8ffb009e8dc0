/** How a worker was lost, in the page's language. */
import type { WorkerLoss, WorkerName } from '../../search/told/workerLoss.ts';
import { m } from '../messages/messages.js';

/** Of whom or what a worker is. */
const WORKERS: Record<WorkerName, () => string> = {
  search: m.told_of_search,
  trainer: m.told_of_trainer,
  inspector: m.told_of_inspector,
  sandbox: m.told_of_sandbox,
  'language model': m.told_of_language_model,
  tuning: m.told_of_tuning,
  'layer model': m.told_of_layer_model,
  files: m.told_of_files,
  layout: m.told_of_layout,
  benchmark: m.told_of_benchmark,
  statistics: m.told_of_statistics,
};

/** @param loss a sentence in runs that were kept before losses were facts */
export function lossWords(loss: WorkerLoss | string): string {
  if (typeof loss === 'string') return loss;
  if (loss.kind === 'gpu-lost') {
    const { says } = loss;
    return says === undefined ? m.faults_training_gpu_lost_unsaid() : m.faults_training_gpu_lost({ says });
  }
  const worker = WORKERS[loss.worker]();
  switch (loss.kind) {
    case 'worker-died':
      return m.told_worker_died({ worker });
    case 'worker-ended':
      return m.told_worker_ended({ worker });
    case 'worker-unloaded':
      return m.told_worker_unloaded({ worker });
    case 'worker-failed':
      return m.told_worker_failed({ worker, fault: loss.fault });
  }
}
