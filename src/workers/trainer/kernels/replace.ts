import { type KernelFunc, getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

/** Registers kernels, also where the backend has one of that name. */
export function replaceKernels(
  backendName: 'cpu' | 'wasm',
  kernels: Readonly<Record<string, KernelFunc>>,
): void {
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
    registerKernel({ kernelName, backendName, kernelFunc });
  }
}
