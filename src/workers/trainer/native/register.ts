import { backend } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { registerFusedGradients } from '../fused/register.ts';
import { registerBatchNorm } from './batchNorm.ts';
import { registerBiasGradient } from './biasGradient.ts';
import { registerConv } from './conv.ts';
import { registerConvLayers } from './convLayers.ts';
import { registerCrossEntropy } from './crossEntropy.ts';
import { registerDense } from './dense.ts';
import { registerGradients } from './gradients.ts';
import { Heap, compileKernels } from './heap.ts';
import { registerMatMul } from './matmul.ts';
import { registerMoves } from './move.ts';
import { registerOptimizers } from './optimizer.ts';
import { registerPool } from './pool.ts';
import { registerRecurrent } from './recurrent.ts';
import { registerReductions } from './reduce.ts';

let registered = false;

/**
 * Puts our kernels before those of TF.js's wasm backend, which has to be the current one and ready. To be called
 * once; more does no harm.
 *
 * @returns false when they cannot run here (no SIMD, or a build of TF.js that hides its memory); all is then as it was
 */
export async function registerNativeKernels(): Promise<boolean> {
  try {
    await compileKernels();
  } catch {
    return false;
  }
  if (!Heap.find(backend() as BackendWasm)) return false;
  if (registered) return true;
  registered = true;
  registerFusedGradients();
  registerMoves();
  registerMatMul();
  registerConv();
  registerPool();
  registerReductions();
  registerGradients();
  registerBiasGradient();
  registerDense();
  registerConvLayers();
  registerCrossEntropy();
  registerBatchNorm();
  registerRecurrent();
  registerOptimizers();
  return true;
}
