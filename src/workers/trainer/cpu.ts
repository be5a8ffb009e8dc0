import '@tensorflow/tfjs-backend-cpu';
import { registerCpuKernels } from './kernels/cpu.ts';

let prepared = false;

/** Readies the plain JavaScript backend for training. */
export function prepareCpu(): void {
  if (prepared) return;
  prepared = true;
  registerCpuKernels();
}
