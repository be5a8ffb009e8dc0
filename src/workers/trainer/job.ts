import * as tf from '@tensorflow/tfjs-core';
import { type Ending, endingOf } from './ending.ts';
import { clearGpuFault } from './gpuFaults.ts';

/**
 * Runs a job and frees every tensor that it made, however it ends. Only one may run at a time, and nothing else may
 * make tensors meanwhile.
 */
export async function runJob<T>(work: () => Promise<T>): Promise<T | Ending['result']> {
  clearGpuFault();
  const engine = tf.engine();
  engine.startScope('job');
  try {
    return await work();
  } catch (error) {
    freeTape();
    return endingOf(error);
  } finally {
    // Variables outlive scopes; all that exist are this job's, since the data are plain tensors.
    tf.disposeVariables();
    engine.endScope();
  }
}

/** A gradient that failed midway leaves what it had saved for the backward pass, and says nothing of it. */
function freeTape(): void {
  const { state } = tf.engine();
  for (const { saved } of state.activeTape ?? []) saved?.forEach((tensor) => tensor.dispose());
  state.activeTape = [];
}
