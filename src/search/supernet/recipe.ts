/** How a supernet is trained. Both sides of its port go by these. */
import type { TrainingSpec } from '../spec/spec.ts';

/** Examples in a step along a single path: as many as a candidate's by default. */
export const PATH_BATCH = 128;

/** As candidates are trained by default; Guo et al. 2020 have gradient descent with a rate of 0.5 at batches of 1,024. */
export const PATH_TRAINING = {
  optimizer: 'adamw',
  learningRate: 0.01,
  schedule: 'cosine',
  weightDecay: 1e-4,
  momentum: 0,
} as const satisfies Omit<TrainingSpec, 'batchSize' | 'length'>;

/** Examples in each of the batches of a relaxed step (Liu et al. 2019, appendix A.1.1). */
export const RELAXATION_BATCH = 64;

/** Gradient descent of the weights; the rate falls by a cosine to its end (Liu et al. 2019, appendix A.1.1). */
export const RELAXED_WEIGHTS = {
  learningRate: 0.025,
  lastRate: 0.001,
  momentum: 0.9,
  weightDecay: 3e-4,
  /** Longer gradients are cut to this length. */
  mostLength: 5,
} as const;

/** Of the architecture (Liu et al. 2019, appendix A.1.1); its decay is part of the gradient, as in PyTorch's Adam. */
export const ARCHITECTURE_ADAM = { beta1: 0.5, beta2: 0.999, epsilon: 1e-8, weightDecay: 1e-3 } as const;
