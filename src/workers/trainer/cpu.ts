import '@tensorflow/tfjs-backend-cpu';
import { registerOptimizerKernels } from './optimizer/kernels.ts';

let prepared = false;

/** Readies the plain JavaScript backend for training. */
export function prepareCpu(): void {
  if (prepared) return;
  prepared = true;
  registerOptimizerKernels('cpu');
}
