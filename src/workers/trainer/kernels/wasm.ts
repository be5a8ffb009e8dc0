import { registerKernel } from '@tensorflow/tfjs-core';
import { registerOptimizerKernels } from '../optimizer/kernels.ts';
import { conv2DBackpropFilter } from './conv2dFilter.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.ts';

/** Adds to the wasm backend what it lacks for the backward pass of the layers that candidates may use. */
export function registerWasmKernels(): void {
  const kernels = {
    Conv2DBackpropFilter: conv2DBackpropFilter,
    DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
    DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  };
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
  registerOptimizerKernels('wasm');
}
