import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';

/** Kept for the next network, which mostly needs some of the same sizes. */
const MOST_BYTES = 64 * 2 ** 20;

/** What TF.js's types keep to themselves. */
interface Commands {
  /** Null when nothing is recorded. */
  readonly commandEncoder: GPUCommandEncoder | null;
}

interface Buffers {
  readonly freeBuffers: Map<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesUsed: number;
  numBytesAllocated: number;
}

/**
 * Gives buffers that no tensor uses back to the GPU, when they are more than `most` bytes.
 *
 * TF.js keeps every buffer for another tensor of the same size, and destroys none before its end. Networks of many sizes
 * one after another would fill the GPU.
 */
export function releaseSpareBuffers(most = MOST_BYTES): void {
  if (tf.getBackend() !== 'webgpu') return;
  const backend = tf.backend() as WebGPUBackend;
  const buffers = backend.bufferManager as unknown as Buffers;
  if (buffers.numBytesAllocated - buffers.numBytesUsed <= most) return;
  // Commands that are recorded may still read them.
  if ((backend as unknown as Commands).commandEncoder) backend.submitQueue();
  for (const spare of buffers.freeBuffers.values())
    for (const buffer of spare.splice(0)) {
      buffer.destroy();
      buffers.numFreeBuffers -= 1;
      buffers.numBytesAllocated -= buffer.size;
    }
}
