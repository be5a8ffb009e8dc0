import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { FailureReason } from '../../search/domain.ts';
import type { TrainingFact } from '../../search/faults/training.ts';
import type { GpuLoss } from '../../search/told/workerLoss.ts';

export interface GpuFault {
  readonly reason: FailureReason;
  readonly message: TrainingFact;
}

const watched = new WeakSet<GPUDevice>();
const mourners = new Set<(loss: GpuLoss) => void>();
let loss: GpuLoss | undefined;
let fault: GpuFault | undefined;

/** A GPU reports its errors late and to nobody in particular: whoever trains asks here before he trusts a number. */
export function gpuFault(): GpuFault | undefined {
  return loss ? { reason: 'trainer-lost', message: loss } : fault;
}

/** A lost device stays lost; anything else is over with the job that it befell. */
export function clearGpuFault(): void {
  fault = undefined;
}

/**
 * Calls back when the GPU is lost, at once if it is lost already.
 *
 * @returns ends the listening
 */
export function onGpuLost(callback: (loss: GpuLoss) => void): () => void {
  if (loss) callback(loss);
  else mourners.add(callback);
  return () => void mourners.delete(callback);
}

/** Listens to the device of the current backend. */
export function watchDevice(): void {
  const { device } = tf.backend() as WebGPUBackend;
  if (watched.has(device)) return;
  watched.add(device);
  loss = undefined;
  fault = undefined;
  void device.lost.then(({ message }) => lose(message));
  device.addEventListener('uncapturederror', ({ error }) => {
    fault ??=
      error instanceof GPUOutOfMemoryError
        ? { reason: 'out-of-memory', message: { kind: 'gpu-out-of-memory' } }
        : { reason: 'error', message: { kind: 'gpu-refused', says: error.message } };
  });
}

/**
 * Waits until the GPU has said what it has to say of the work so far, which failed with `error`. `device.lost` and errors
 * that nobody caught come when the GPU's process gets to them, with seconds of work before them in its queue if need be;
 * a buffer's mapping is refused in this thread, at once.
 */
export async function hearGpuOut(error: unknown): Promise<void> {
  if (isRefusedMapping(error)) return lose();
  const { device } = tf.backend() as WebGPUBackend;
  const question = device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    await question.mapAsync(GPUMapMode.READ);
  } catch (refusal) {
    if (isRefusedMapping(refusal)) lose();
  } finally {
    question.destroy();
  }
}

/**
 * WebGPU (section 5.4, `mapAsync`) rejects with an AbortError when the buffer is unmapped or destroyed meanwhile, which
 * nobody here does, or when the device is lost.
 */
const isRefusedMapping = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';

/** @param says the browser's reason, if it has one */
function lose(says = ''): void {
  if (loss) return;
  loss = { kind: 'gpu-lost', ...(says && { says }) };
  for (const callback of mourners) callback(loss);
  mourners.clear();
}
