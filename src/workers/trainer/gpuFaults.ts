import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { FailureReason } from '../../search/domain.ts';
import type { TrainingFact } from '../../search/faults/training.ts';

export interface GpuFault {
  readonly reason: FailureReason;
  readonly message: TrainingFact;
}

const watched = new WeakSet<GPUDevice>();
const mourners = new Set<() => void>();
let fault: GpuFault | undefined;

/** A GPU reports its errors late and to nobody in particular: whoever trains asks here before he trusts a number. */
export function gpuFault(): GpuFault | undefined {
  return fault;
}

/** A lost device stays lost; anything else is over with the job that it befell. */
export function clearGpuFault(): void {
  if (fault?.reason !== 'trainer-lost') fault = undefined;
}

/**
 * Calls back when the GPU is lost, at once if it is lost already.
 *
 * @returns ends the listening
 */
export function onGpuLost(callback: () => void): () => void {
  if (fault?.reason === 'trainer-lost') callback();
  else mourners.add(callback);
  return () => void mourners.delete(callback);
}

/** Listens to the device of the current backend. */
export function watchDevice(): void {
  const { device } = tf.backend() as WebGPUBackend;
  if (watched.has(device)) return;
  watched.add(device);
  fault = undefined;
  void device.lost.then(({ message }) => {
    fault = {
      reason: 'trainer-lost',
      message: { kind: 'gpu-lost', ...(message && { says: message }) },
    };
    for (const callback of mourners) callback();
    mourners.clear();
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    fault ??=
      error instanceof GPUOutOfMemoryError
        ? { reason: 'out-of-memory', message: { kind: 'gpu-out-of-memory' } }
        : { reason: 'error', message: { kind: 'gpu-refused', says: error.message } };
  });
}
