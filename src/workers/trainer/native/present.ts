import { has } from './layers/base.ts';
import { CROSS_ENTROPY } from './ops/crossEntropy.ts';

/** Whether the current backend runs our kernels. They are registered all together, so that one stands for them all. */
export const hasNativeKernels = (): boolean => has(CROSS_ENTROPY);
