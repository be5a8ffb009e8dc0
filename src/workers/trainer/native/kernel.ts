import {
  type KernelFunc,
  type TensorInfo,
  getKernel,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { Heap } from './heap.ts';

/** A call of a kernel, by the engine of TF.js. */
export interface Call<Input extends string, Attrs> {
  readonly inputs: { readonly [name in Input]: TensorInfo };
  readonly attrs: Attrs;
  readonly heap: Heap;
}

/** @returns undefined to leave a call to the kernel that was registered before */
type Body<Input extends string, Attrs> = (call: Call<Input, Attrs>) => TensorInfo | TensorInfo[] | undefined;

/** Puts a kernel before the one that the wasm backend has under this name, if it has one. */
export function register<Input extends string, Attrs>(kernelName: string, body: Body<Input, Attrs>): void {
  const earlier = getKernel(kernelName, 'wasm') as ReturnType<typeof getKernel> | undefined;
  if (earlier) unregisterKernel(kernelName, 'wasm');
  const kernelFunc: KernelFunc = (call) => {
    const { inputs, attrs, backend } = call;
    const result = body({ inputs, attrs, heap: Heap.of(backend) } as Call<Input, Attrs>);
    if (result) return result;
    if (!earlier) throw new Error(`${kernelName} has no wasm kernel for what it was called with.`);
    return earlier.kernelFunc(call);
  };
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

export const areFloats = (...tensors: (TensorInfo | undefined)[]): boolean =>
  tensors.every((tensor) => !tensor || tensor.dtype === 'float32');
