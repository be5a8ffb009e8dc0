import * as tf from '@tensorflow/tfjs-core';
import type { TrainingSpec } from '../../../search/spec/spec.ts';
import { type Moved, adamW, sgd } from '../fused/ops/optimizer.ts';

/** Moves weights against their gradients. Holds tensors: dispose of it. */
export interface Optimizer {
  /** @param gradients by variable name; a variable without one stays as it is */
  step(gradients: tf.NamedTensorMap, learningRate: number): void;
  dispose(): void;
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;
/** TF.js's own; PyTorch's is 1e-8, which 32-bit floats cannot tell from it beside any gradient of note. */
const EPSILON = 1e-7;

/**
 * Adam (Kingma and Ba 2015) or gradient descent with momentum. Weight decay acts on every trainable weight, times the
 * learning rate, as in PyTorch and Keras.
 */
export function makeOptimizer(
  training: Pick<TrainingSpec, 'optimizer' | 'weightDecay' | 'momentum'>,
  variables: readonly tf.Variable[],
): Optimizer {
  const { optimizer, weightDecay, momentum } = training;
  const slots = optimizer === 'adamw' ? 2 : 1;
  const size = variables.reduce((sum, weight) => sum + weight.size, 0);
  const state = tf.tidy(() => tf.variable(tf.zeros([slots * size]), false));
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps += 1;
      const moved = movedBy(gradients, variables);
      if (optimizer === 'adamw') {
        const fixed = { beta1: BETA_1, beta2: BETA_2, epsilon: EPSILON };
        adamW(state, moved, { learningRate, weightDecay, step: steps, ...fixed });
      } else {
        sgd(state, moved, { learningRate, weightDecay, momentum });
      }
    },
    dispose: () => state.dispose(),
  };
}

/** The variables that have a gradient, each with its place in the state of all. */
function movedBy(gradients: tf.NamedTensorMap, variables: readonly tf.Variable[]): Moved[] {
  let end = 0;
  return variables.flatMap((weight) => {
    const offset = end;
    end += weight.size;
    const gradient = gradients[weight.name];
    return gradient ? [{ weight, gradient, offset }] : [];
  });
}
