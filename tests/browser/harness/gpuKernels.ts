/** Calls of our webgpu kernels on random shapes, compared with the plain JavaScript backend of TF.js. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { type Comparison, compare } from './nativeKernels.ts';

/** What the GPU refused, since it tells nobody. */
const refused: string[] = [];

export async function start(): Promise<void> {
  await startBackend('webgpu');
  const { device } = tf.backend() as WebGPUBackend;
  device.addEventListener('uncapturederror', ({ error }) => void refused.push(error.message));
}

/** @throws with the GPU's words when it refused a kernel */
export async function compareOnGpu(name: string, count: number): Promise<Comparison> {
  const worst = await compare(name, count, 'webgpu');
  if (refused[0]) throw new Error(refused[0]);
  return worst;
}
