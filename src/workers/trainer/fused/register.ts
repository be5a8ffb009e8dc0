import { replaceGradients } from './gradients.ts';
import { CONV, DEPTHWISE } from './ops/conv.ts';
import { DENSE } from './ops/dense.ts';
import { registerLayerGradient } from './ops/layerGradient.ts';

let registered = false;

/** Tells TF.js the gradients of fused kernels. To be called by every backend that has such; more does no harm. */
export function registerFusedGradients(): void {
  if (registered) return;
  registered = true;
  replaceGradients();
  for (const kernelName of [DENSE, CONV, DEPTHWISE]) registerLayerGradient(kernelName);
}
