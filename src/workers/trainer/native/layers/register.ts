import { serialization } from '@tensorflow/tfjs-core';
import { NativeBatchNormalization } from './batchNorm.ts';
import { NativeConv1D, NativeConv2D, NativeDepthwiseConv2D, NativeSeparableConv2D } from './conv.ts';
import { NativeDense } from './dense.ts';
import { NativeGRU, NativeLSTM } from './recurrent.ts';

/** Replaces, for models built from now on, the layers of TF.js that fused kernels can do; without such they are TF.js's. */
export function registerNativeLayers(): void {
  for (const layer of [
    NativeDense,
    NativeConv1D,
    NativeConv2D,
    NativeDepthwiseConv2D,
    NativeSeparableConv2D,
    NativeBatchNormalization,
    NativeGRU,
    NativeLSTM,
  ]) {
    serialization.registerClass(layer as unknown as Parameters<typeof serialization.registerClass>[0]);
  }
}
