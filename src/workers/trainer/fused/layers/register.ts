import { serialization } from '@tensorflow/tfjs-core';
import { FusedBatchNormalization } from './batchNorm.ts';
import { FusedConv1D, FusedConv2D, FusedDepthwiseConv2D, FusedSeparableConv2D } from './conv.ts';
import { FusedDense } from './dense.ts';
import { FusedGRU, FusedLSTM } from './recurrent.ts';

/** Replaces, for models built from now on, the layers of TF.js that fused kernels can do; without such they are TF.js's. */
export function registerFusedLayers(): void {
  for (const layer of [
    FusedDense,
    FusedConv1D,
    FusedConv2D,
    FusedDepthwiseConv2D,
    FusedSeparableConv2D,
    FusedBatchNormalization,
    FusedGRU,
    FusedLSTM,
  ]) {
    serialization.registerClass(layer as unknown as Parameters<typeof serialization.registerClass>[0]);
  }
}
