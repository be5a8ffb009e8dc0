import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type NamedTensorInfoMap, type TensorInfo, getKernel } from '@tensorflow/tfjs-core';
import { putKernel } from '../fused/kernel.ts';

const ADD_N = 'AddN';

/**
 * Sums of many tensors, a few at a time: TF.js hands all of them to one shader, of which a GPU need take no more than eight
 * buffers, so that what has more is refused.
 */
export function registerAddN(): void {
  const plain = getKernel(ADD_N, 'webgpu').kernelFunc;
  putKernel('webgpu', ADD_N, ({ inputs, attrs, backend }) => {
    // Alone among the kernels it is called with a list.
    const all = inputs as unknown as readonly TensorInfo[];
    const gpu = backend as WebGPUBackend;
    // One buffer is for the result.
    const most = gpu.device.limits.maxStorageBuffersPerShaderStage - 1;
    if (all.length <= most) return undefined;
    const add = (some: readonly TensorInfo[]) =>
      plain({ inputs: some as unknown as NamedTensorInfoMap, attrs, backend }) as TensorInfo;
    let sum = add(all.slice(0, most));
    for (let at = most; at < all.length; at += most - 1) {
      const next = add([sum, ...all.slice(at, at + most - 1)]);
      gpu.disposeData(sum.dataId);
      sum = next;
    }
    return sum;
  });
}
