import { registerFusedGradients } from '../fused/register.ts';
import { registerAddN } from './addN.ts';
import { registerBatchNorm } from './batchNorm.ts';
import { registerConv } from './conv.ts';
import { registerCrossEntropy } from './crossEntropy.ts';
import { registerDense } from './dense.ts';
import { registerDepthwise } from './depthwise.ts';
import { registerExamples } from './examples.ts';
import { registerGradients } from './gradients.ts';
import { registerOptimizers } from './optimizer.ts';
import { registerPool } from './pool.ts';
import { registerRecurrent } from './recurrent.ts';
import { registerReductions } from './reduce.ts';

let registered = false;

/** Puts our kernels before those of TF.js's webgpu backend. To be called once; more does no harm. */
export function registerGpuKernels(): void {
  if (registered) return;
  registered = true;
  registerFusedGradients();
  registerExamples();
  registerDense();
  registerConv();
  registerDepthwise();
  registerPool();
  registerReductions();
  registerAddN();
  registerGradients();
  registerBatchNorm();
  registerRecurrent();
  registerCrossEntropy();
  registerOptimizers();
}
