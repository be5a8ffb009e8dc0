import type { TensorInfo } from '@tensorflow/tfjs-core';
import { putKernel } from '../fused/kernel.ts';
import { Heap } from './heap.ts';

/** A call of a kernel, by the engine of TF.js. */
interface Call<Input extends string, Attrs> {
  readonly inputs: { readonly [name in Input]: TensorInfo };
  readonly attrs: Attrs;
  readonly heap: Heap;
}

/** @returns undefined to leave a call to the kernel that was registered before */
type Body<Input extends string, Attrs> = (call: Call<Input, Attrs>) => TensorInfo | TensorInfo[] | undefined;

/** Puts a kernel before the one that the wasm backend has under this name, if it has one. */
export function register<Input extends string, Attrs>(kernelName: string, body: Body<Input, Attrs>): void {
  putKernel('wasm', kernelName, ({ inputs, attrs, backend }) =>
    body({ inputs, attrs, heap: Heap.of(backend) } as unknown as Call<Input, Attrs>),
  );
}

export const areFloats = (...tensors: (TensorInfo | undefined)[]): boolean =>
  tensors.every((tensor) => !tensor || tensor.dtype === 'float32');
