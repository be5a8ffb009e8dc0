import { registerOptimizerKernels } from '../optimizer/kernels.ts';
import { conv2DBackpropFilter } from './conv2dFilter.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.ts';
import { maxPoolGrad } from './maxPool.ts';
import { replaceKernels } from './replace.ts';

/** Adds to the wasm backend what it lacks for training the layers that candidates may use, and mends what it gets wrong. */
export function registerWasmKernels(): void {
  replaceKernels('wasm', {
    Conv2DBackpropFilter: conv2DBackpropFilter,
    DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
    DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
    MaxPoolGrad: maxPoolGrad,
  });
  registerOptimizerKernels('wasm');
}
