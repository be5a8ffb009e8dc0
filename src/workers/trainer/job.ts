import * as tf from '@tensorflow/tfjs-core';
import { type Ending, endingOf } from './ending.ts';
import { clearGpuFault, onGpuLost } from './gpuFaults.ts';

/** Browsers say that a GPU is lost a moment after the first call has failed for it. */
const NEWS_MS = 1_000;

/**
 * Runs a job and frees every tensor that it made, however it ends. Only one may run at a time, and while it waits
 * nothing else may make tensors but through `freeing`, in one go.
 */
export async function runJob<T>(work: () => Promise<T>): Promise<T | Ending['result']> {
  clearGpuFault();
  let stopListening = () => {};
  const lost = new Promise<never>((_, reject) => {
    stopListening = onGpuLost(() => reject(new Error('The GPU was lost.')));
  });
  try {
    // What waits for a GPU that is gone may wait for ever.
    return await Promise.race([freeing('job', work), lost]);
  } catch (error) {
    if (tf.getBackend() === 'webgpu') await new Promise((resolve) => setTimeout(resolve, NEWS_MS));
    return endingOf(error);
  } finally {
    stopListening();
  }
}

/** Frees every tensor and variable that `work` made, however it ends; those that were there before stay. */
export async function freeing<T>(name: string, work: () => Promise<T>): Promise<T> {
  const engine = tf.engine();
  const earlier = new Set(Object.values(engine.registeredVariables));
  engine.startScope(name);
  try {
    return await work();
  } catch (error) {
    freeTape();
    throw error;
  } finally {
    // Variables outlive scopes.
    for (const variable of Object.values(engine.registeredVariables))
      if (!earlier.has(variable)) variable.dispose();
    engine.endScope();
  }
}

/** A gradient that failed midway leaves what it had saved for the backward pass, and says nothing of it. */
function freeTape(): void {
  const { state } = tf.engine();
  for (const { saved } of state.activeTape ?? []) saved?.forEach((tensor) => tensor.dispose());
  state.activeTape = [];
}
