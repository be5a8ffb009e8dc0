import * as tf from '@tensorflow/tfjs-core';
import type { TrainingSpec } from '../../../search/spec/spec.ts';
import { hasNativeKernels } from '../native/present.ts';
import { fusedAdamW, fusedSgd, type Moved } from '../native/ops/optimizer.ts';
import { ADAMW_STEP, type AdamWAttrs, SGD_STEP, type SgdAttrs } from './kernels.ts';

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

/** Weight decay acts on every trainable weight, times the learning rate, as in PyTorch and Keras. */
export function makeOptimizer(training: TrainingSpec, variables: readonly tf.Variable[]): Optimizer {
  return training.optimizer === 'adamw'
    ? adamW(variables, training.weightDecay)
    : sgd(variables, training.momentum, training.weightDecay);
}

/** Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2). */
function adamW(variables: readonly tf.Variable[], weightDecay: number): Optimizer {
  const first = variables.map(zeros);
  const second = variables.map(zeros);
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps += 1;
      if (hasNativeKernels()) {
        const moved = movedBy(gradients, variables, first, second);
        const fixed = { beta1: BETA_1, beta2: BETA_2, epsilon: EPSILON };
        fusedAdamW(moved, { learningRate, weightDecay, step: steps, ...fixed });
        return;
      }
      const attrs: AdamWAttrs = {
        learningRate,
        weightDecay,
        beta1: BETA_1,
        beta2: BETA_2,
        epsilon: EPSILON,
        correction1: 1 - BETA_1 ** steps,
        correction2: 1 - BETA_2 ** steps,
      };
      variables.forEach((weight, i) => {
        const gradient = gradients[weight.name];
        const m = first[i];
        const v = second[i];
        if (!gradient || !m || !v) return;
        if (hasKernel(ADAMW_STEP)) {
          assign(weight, run(ADAMW_STEP, { weight, gradient, first: m, second: v }, attrs));
          return;
        }
        tf.tidy(() => {
          m.assign(tf.add(tf.mul(m, BETA_1), tf.mul(gradient, 1 - BETA_1)));
          v.assign(tf.add(tf.mul(v, BETA_2), tf.mul(tf.square(gradient), 1 - BETA_2)));
          const root = tf.add(tf.sqrt(tf.div(v, attrs.correction2)), EPSILON);
          const direction = tf.div(tf.div(m, attrs.correction1), root);
          weight.assign(decayed(weight, direction, learningRate, weightDecay));
        });
      });
    },
    dispose: () => tf.dispose([...first, ...second]),
  };
}

/** Momentum as in Sutskever et al. 2013, equation 1, with the decay decoupled (Loshchilov and Hutter 2019, algorithm 1). */
function sgd(variables: readonly tf.Variable[], momentum: number, weightDecay: number): Optimizer {
  const velocities = variables.map(zeros);
  return {
    step(gradients, learningRate) {
      const attrs: SgdAttrs = { learningRate, weightDecay, momentum };
      if (hasNativeKernels()) {
        fusedSgd(movedBy(gradients, variables, velocities), attrs);
        return;
      }
      variables.forEach((weight, i) => {
        const gradient = gradients[weight.name];
        const velocity = velocities[i];
        if (!gradient || !velocity) return;
        if (hasKernel(SGD_STEP)) {
          assign(weight, run(SGD_STEP, { weight, gradient, velocity }, attrs));
          return;
        }
        tf.tidy(() => {
          velocity.assign(tf.add(tf.mul(velocity, momentum), gradient));
          weight.assign(decayed(weight, velocity, learningRate, weightDecay));
        });
      });
    },
    dispose: () => tf.dispose(velocities),
  };
}

/** The variables that have a gradient, each with what moves it. */
const movedBy = (
  gradients: tf.NamedTensorMap,
  variables: readonly tf.Variable[],
  firsts: readonly tf.Variable[],
  seconds: readonly tf.Variable[] = [],
): Moved[] =>
  variables.flatMap((weight, i) => {
    const gradient = gradients[weight.name];
    const first = firsts[i];
    const second = seconds[i];
    return gradient && first ? [{ weight, gradient, first, ...(second && { second }) }] : [];
  });

const decayed = (weight: tf.Tensor, direction: tf.Tensor, learningRate: number, weightDecay: number) =>
  tf.sub(tf.mul(weight, 1 - learningRate * weightDecay), tf.mul(direction, learningRate));

const zeros = (variable: tf.Variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false));

const hasKernel = (name: string) => tf.getKernel(name, tf.getBackend()) != null;

const run = (name: string, inputs: Record<string, tf.Tensor>, attrs: AdamWAttrs | SgdAttrs): tf.Tensor =>
  tf.engine().runKernel(name, inputs, { ...attrs });

function assign(weight: tf.Variable, next: tf.Tensor): void {
  weight.assign(next);
  next.dispose();
}
