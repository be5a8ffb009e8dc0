import {
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  engine,
  getBackend,
  getKernel,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

type Call = Parameters<KernelFunc>[0];

/** Whether the current backend has a kernel. */
export const has = (kernelName: string): boolean => getKernel(kernelName, getBackend()) != null;

/** Runs a kernel under the eye of the engine, which keeps its result for the backward pass and frees it in time. */
export const run = (kernelName: string, inputs: NamedTensorMap, attrs: object): Tensor | Tensor[] =>
  engine().runKernel(kernelName, inputs, attrs as NamedAttrMap);

/**
 * Puts a kernel before the one that a backend has under this name, if it has one.
 *
 * @param body returns undefined to leave a call to the earlier kernel
 */
export function putKernel(
  backendName: string,
  kernelName: string,
  body: (call: Call) => ReturnType<KernelFunc> | undefined,
): void {
  const earlier = getKernel(kernelName, backendName) as ReturnType<typeof getKernel> | undefined;
  if (earlier) unregisterKernel(kernelName, backendName);
  const kernelFunc: KernelFunc = (call) => {
    const result = body(call);
    if (result) return result;
    if (!earlier) throw new Error(`${kernelName} has no ${backendName} kernel for what it was called with.`);
    return earlier.kernelFunc(call);
  };
  registerKernel({ kernelName, backendName, kernelFunc });
}
