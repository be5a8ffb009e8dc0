import { has } from './kernel.ts';
import { CROSS_ENTROPY } from './ops/crossEntropy.ts';

/** Whether the current backend runs fused kernels. They are registered all together, so that one stands for them all. */
export const hasFusedKernels = (): boolean => has(CROSS_ENTROPY);
