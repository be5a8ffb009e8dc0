import * as tf from '@tensorflow/tfjs-core';
import { Ending, endingOf } from './ending.ts';
import { clearGpuFault, hearGpuOut, onGpuLost } from './gpuFaults.ts';

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
    return await Promise.race([heardOut(work), lost]);
  } catch (error) {
    return endingOf(error);
  } finally {
    stopListening();
  }
}

/** Whatever fails on a GPU may have failed for what the GPU has yet to tell. */
async function heardOut<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await freeing('job', work);
  } catch (error) {
    if (!(error instanceof Ending) && tf.getBackend() === 'webgpu') await hearGpuOut(error);
    throw error;
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
