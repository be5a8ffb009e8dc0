import type { TrainingResult } from '../../search/ports.ts';
import { messageOf } from '../../search/result.ts';
import { gpuFault } from './gpuFaults.ts';

/** Thrown inside a job to end it early; caught where the job began, where its result becomes the job's. */
export class Ending extends Error {
  override readonly name = 'Ending';
  readonly result: Exclude<TrainingResult, { kind: 'scored' }>;

  constructor(result: Exclude<TrainingResult, { kind: 'scored' }>) {
    super(result.kind);
    this.result = result;
  }
}

export const diverged = () =>
  new Ending({ kind: 'failed', reason: 'diverged', message: { kind: 'loss-not-finite' } });

/** What an exception out of TF.js means for the job in which it was thrown. */
export function endingOf(error: unknown): Ending['result'] {
  if (error instanceof Ending) return error.result;
  const fault = gpuFault();
  if (fault) return { kind: 'failed', ...fault };
  const message = messageOf(error);
  if (error instanceof RangeError && /memory|allocation|array length/i.test(message)) {
    return { kind: 'failed', reason: 'out-of-memory', message: { kind: 'out-of-memory' } };
  }
  if (error instanceof WebAssembly.RuntimeError) {
    // The backend's heap may hold anything now.
    return {
      kind: 'failed',
      reason: 'trainer-lost',
      message: { kind: 'wasm-crashed', says: message },
    };
  }
  return { kind: 'failed', reason: 'error', message: { kind: 'tfjs-failed', says: message } };
}
