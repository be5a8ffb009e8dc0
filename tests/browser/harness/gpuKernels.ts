/** Calls of our webgpu kernels, compared with the plain JavaScript backend of TF.js. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { GPU_CASES, readTwice } from './gpuCases.ts';
import { gap } from './nativeCases.ts';
import { type Comparison, compare } from './nativeKernels.ts';

/** What the GPU refused, since it tells nobody. */
const refused: string[] = [];

export async function start(): Promise<void> {
  await startBackend('webgpu');
  const { device } = tf.backend() as WebGPUBackend;
  device.addEventListener('uncapturederror', ({ error }) => void refused.push(error.message));
}

function throwRefused(): void {
  if (refused[0]) throw new Error(refused[0]);
}

/** @throws with the GPU's words when it refused a kernel */
export async function compareOnGpu(name: string, count: number): Promise<Comparison> {
  const worst = await compare(name, count, 'webgpu');
  throwRefused();
  return worst;
}

/** The cases that are not drawn at random. @returns each with its difference */
export async function compareOdd(): Promise<Comparison[]> {
  const found: Comparison[] = [];
  for (const odd of GPU_CASES) {
    found.push({ what: odd.what, gap: await gap('webgpu', odd, 1) });
    throwRefused();
  }
  return found;
}

export { readTwice };
