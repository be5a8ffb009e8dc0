import type { BackendReport } from '../../search/domain.ts';
import type { LlmFault, TuningSettings, TuningStep } from '../api.ts';
import { ModelFault, TUNING_STOPPED } from '../llm/faults.ts';
import { startBackend } from '../trainer/backend.ts';
import type { CoderConfig } from './config.ts';
import { Diverged } from './descent.ts';
import { type Examples, type Tuned, tune } from './tune.ts';
import type { Weights } from './weights.ts';

let started: Promise<BackendReport> | undefined;

/**
 * Starts TF.js on the best backend there is, and tunes on it.
 * @throws ModelFault; whatever else TF.js throws
 */
export async function startTuning(
  model: { readonly config: CoderConfig; readonly weights: Weights },
  examples: Examples,
  settings: TuningSettings,
  onStep: (step: TuningStep) => void,
  signal: AbortSignal,
): Promise<Tuned & { readonly backend: BackendReport }> {
  started ??= startBackend('auto');
  const backend = await started;
  try {
    return { backend, ...(await tune(model.config, model.weights, examples, settings, onStep, signal)) };
  } catch (error) {
    const fault = signal.aborted ? TUNING_STOPPED : faultOf(error);
    throw fault ? new ModelFault(fault) : error;
  }
}

function faultOf(error: unknown): LlmFault | undefined {
  if (error instanceof Diverged) return DIVERGED;
  if (error instanceof RangeError && /memory|allocation|array length/i.test(error.message)) return NO_MEMORY;
  return undefined;
}

const DIVERGED: LlmFault = {
  kind: 'other',
  message: { kind: 'tuning-diverged' },
};

const NO_MEMORY: LlmFault = {
  kind: 'out-of-memory',
  message: { kind: 'tuning-out-of-memory' },
};
