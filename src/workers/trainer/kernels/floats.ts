import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';

export type HeapBackend = BackendWasm | MathBackendCPU;

const isWasm = (backend: HeapBackend): backend is BackendWasm => 'typedArrayFromHeap' in backend;

/**
 * The numbers of a float tensor where they lie, to be read or written in place. On wasm the view is void as soon as
 * anything is allocated, since the heap may move: allocate first, then view.
 */
export function viewFloats(backend: HeapBackend, tensor: TensorInfo): Float32Array {
  if (isWasm(backend)) return backend.typedArrayFromHeap(tensor) as Float32Array;
  return backend.data.get(tensor.dataId).values as Float32Array;
}

/** A new tensor; on wasm its numbers are whatever was there before. */
export function makeFloats(backend: HeapBackend, shape: number[]): TensorInfo {
  if (isWasm(backend)) return backend.makeOutput(shape, 'float32');
  return backend.makeTensorInfo(shape, 'float32', new Float32Array(shape.reduce((a, b) => a * b, 1)));
}

/** Lets `change` write a float tensor's numbers in place, and tells the backend so. */
export function changeFloats(
  backend: HeapBackend,
  tensor: TensorInfo,
  change: (values: Float32Array) => void,
): void {
  if (!isWasm(backend)) {
    // The cpu backend may hold an array that is not its own: that of whoever made the tensor.
    const own = viewFloats(backend, tensor).slice();
    change(own);
    backend.data.get(tensor.dataId).values = own;
    return;
  }
  change(viewFloats(backend, tensor));
  forgetPacked(backend, tensor);
}

/**
 * Tells the wasm backend that a tensor's numbers have changed in place: it keeps packed copies of the filters that it
 * has seen, under a number that a tensor has inside its module, which the tensor gets anew.
 */
export function forgetPacked(backend: BackendWasm, tensor: TensorInfo): void {
  const { id, memoryOffset } = backend.dataIdMap.get(tensor.dataId);
  const { tfjs } = backend.wasm;
  tfjs.disposeData(id);
  tfjs.registerTensor(id, util.sizeFromShape(tensor.shape), memoryOffset);
}
