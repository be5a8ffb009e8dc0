import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { Heap } from './native/heap.ts';

/** What TF.js's WebGPU backend says beside the tensors. */
interface GpuMemory {
  readonly numBytesAllocatedInGPU?: number;
}

/**
 * Bytes that the engine holds, in use or kept for what comes: WebAssembly's heap, which never shrinks, or all buffers on
 * the GPU. Undefined in plain JavaScript, where there is nothing beside the tensors.
 */
export function engineBytes(): number | undefined {
  if (tf.getBackend() === 'wasm') return Heap.find(tf.backend() as BackendWasm)?.bytes;
  return (tf.memory() as GpuMemory).numBytesAllocatedInGPU;
}
