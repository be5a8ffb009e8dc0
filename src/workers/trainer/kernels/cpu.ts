import { registerOptimizerKernels } from '../optimizer/kernels.ts';
import { replaceKernels } from './replace.ts';
import { resizeNearestNeighborGrad } from './resizeNearest.ts';

/** Mends what the cpu backend gets wrong in training the layers that candidates may use. */
export function registerCpuKernels(): void {
  replaceKernels('cpu', { ResizeNearestNeighborGrad: resizeNearestNeighborGrad });
  registerOptimizerKernels('cpu');
}
