import '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { Gpu } from './gpu/gpu.ts';
import { registerGpuKernels } from './gpu/register.ts';
import { watchDevice } from './gpuFaults.ts';

/** Readies the webgpu backend for training: its code loaded, our kernels before its own. */
export function prepareWebgpu(): void {
  registerGpuKernels();
}

/** Called when the webgpu backend has become the current one. @throws when it does not take our kernels */
export function webgpuStarted(): void {
  Gpu.of(backend());
  watchDevice();
}
