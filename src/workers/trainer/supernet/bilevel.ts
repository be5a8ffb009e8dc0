import * as tf from '@tensorflow/tfjs-core';
import type { RelaxationSettings } from '../../../search/ports.ts';

/** Two losses of the same weights and the same architecture, on the batches of one step. */
export interface Objective {
  readonly weights: readonly tf.Variable[];
  readonly alphas: tf.Variable;
  trainLoss(): tf.Scalar;
  valLoss(): tf.Scalar;
}

/** A step of the weights as it would be taken: momentum, and a decay that acts on the weight and not on its velocity. */
export interface WeightStep {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** In the order of the weights; asked for only when a step is looked ahead. */
  velocities(): readonly tf.Tensor[];
}

export interface ArchitectureGradient {
  /** Of the shape of `alphas`. */
  readonly gradient: tf.Tensor;
  readonly valLoss: tf.Scalar;
}

/** Length of the weights' way to either side, as the paper has it (Liu et al. 2019, section 2.3, footnote 2). */
const REACH = 0.01;

/**
 * The gradient of the validation loss by the architecture. First order takes the weights for given (Liu et al. 2019, section
 * 2.3, ξ = 0). Second order looks one step of theirs ahead: the loss is that of w' = w - ξ·step(w, α), which changes with α
 * as well; the product with the Hessian in it is the difference of two gradients (equations 7 and 8).
 *
 * The variables are afterwards as they were. For use inside `tf.tidy`.
 */
export function architectureGradient(
  objective: Objective,
  order: RelaxationSettings['order'],
  step: WeightStep,
): ArchitectureGradient {
  return order === 'first' ? direct(objective) : unrolled(objective, step);
}

function direct({ alphas, valLoss }: Objective): ArchitectureGradient {
  const { value, grads } = tf.variableGrads(valLoss, [alphas]);
  return { gradient: grads[alphas.name] as tf.Tensor, valLoss: value };
}

function unrolled(objective: Objective, step: WeightStep): ArchitectureGradient {
  const { weights, alphas, valLoss } = objective;
  const { learningRate, momentum, weightDecay, velocities } = step;
  // A copy of the numbers: a clone would share them with the variable, which moves.
  const before = weights.map((weight) => tf.add(weight, 0));
  const own = gradientsBy(objective.trainLoss, weights);
  const past = velocities();
  weights.forEach((weight, i) => {
    const velocity = tf.add(tf.mul(past[i] as tf.Tensor, momentum), own[i] as tf.Tensor);
    const move = tf.add(velocity, tf.mul(before[i] as tf.Tensor, weightDecay));
    weight.assign(tf.sub(before[i] as tf.Tensor, tf.mul(move, learningRate)));
  });
  const ahead = tf.variableGrads(valLoss, [...weights, alphas]);
  const towards = weights.map((weight) => ahead.grads[weight.name] ?? tf.zerosLike(weight));
  const length = tf.sqrt(tf.addN(towards.map((part) => tf.sum(tf.square(part)))));
  const reach = tf.div(REACH, tf.maximum(length, 1e-12));
  const [above, below] = [1, -1].map((side) => {
    weights.forEach((weight, i) =>
      weight.assign(tf.add(before[i] as tf.Tensor, tf.mul(towards[i] as tf.Tensor, tf.mul(reach, side)))),
    );
    return gradientsBy(objective.trainLoss, [alphas])[0] as tf.Tensor;
  }) as [tf.Tensor, tf.Tensor];
  weights.forEach((weight, i) => weight.assign(before[i] as tf.Tensor));
  const curvature = tf.div(tf.sub(above, below), tf.mul(reach, 2));
  const straight = ahead.grads[alphas.name] as tf.Tensor;
  return { gradient: tf.sub(straight, tf.mul(curvature, learningRate)), valLoss: ahead.value };
}

/** Zero where a variable has no part in the loss. */
function gradientsBy(loss: () => tf.Scalar, variables: readonly tf.Variable[]): tf.Tensor[] {
  const { grads } = tf.variableGrads(loss, [...variables]);
  return variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
}
