import {
  type KernelFunc,
  type TensorInfo,
  getKernelsForBackend,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

const packed = new WeakSet<KernelFunc>();

/**
 * Lets every kernel of a backend give its results shapes of one and the same inner kind. A browser's engine keeps
 * arrays of small integers, of anything, with and without holes apart, and TF.js makes shapes of all four kinds: its
 * smallest functions, compiled for some, would be thrown away and compiled anew for the others a hundred times a
 * second, for as long as networks are trained.
 *
 * To be called when all kernels of the backend are registered; more does no harm.
 */
export function packShapes(backendName: string): void {
  for (const config of getKernelsForBackend(backendName)) {
    const { kernelName, kernelFunc } = config;
    if (packed.has(kernelFunc)) continue;
    const packing: KernelFunc = (call) => {
      const results = kernelFunc(call);
      if (Array.isArray(results)) results.forEach(packShape);
      else packShape(results);
      return results;
    };
    packed.add(packing);
    unregisterKernel(kernelName, backendName);
    registerKernel({ ...config, kernelFunc: packing });
  }
}

/** Gives a tensor's shape the kind that kernels' results have. */
export function packShape(tensor: TensorInfo): void {
  tensor.shape = packedShape(tensor.shape);
}

/** A copy of the kind that kernels' results have; spreading or slicing would keep the kind of the original. */
export function packedShape(shape: readonly number[]): number[] {
  const copy: number[] = [];
  for (const size of shape) copy.push(size);
  return copy;
}
