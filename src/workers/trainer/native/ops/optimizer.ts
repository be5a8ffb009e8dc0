import { type Tensor, type Variable, backend } from '@tensorflow/tfjs-core';
import { Heap, sizeOf } from '../heap.ts';
import { own } from './own.ts';

export interface AdamW {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 for the first step. */
  readonly step: number;
}

export interface Sgd {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum: number;
}

/** A variable with what moves it; all have its shape. */
export interface Moved {
  readonly weight: Variable;
  readonly gradient: Tensor;
  /** First moment, or velocity. */
  readonly first: Tensor;
  /** Second moment; SGD has none. */
  readonly second?: Tensor;
}

/**
 * One step of Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2) over all variables, as one
 * kernel. Weights and moments change in place.
 */
export function fusedAdamW(variables: readonly Moved[], options: AdamW): void {
  const { learningRate, weightDecay, beta1, beta2, epsilon, step } = options;
  const heap = Heap.of(backend());
  const table = tableOf(heap, variables);
  const corrections = [1 - beta1 ** step, 1 - beta2 ** step] as const;
  heap.kernels.adamw(
    table,
    variables.length,
    learningRate,
    weightDecay,
    beta1,
    beta2,
    epsilon,
    ...corrections,
  );
  for (const { weight } of variables) heap.touched(weight);
}

/**
 * One step of gradient descent with momentum (Sutskever et al. 2013, equation 1) and decoupled weight decay over all
 * variables, as one kernel. Weights and velocities change in place.
 */
export function fusedSgd(variables: readonly Moved[], { learningRate, weightDecay, momentum }: Sgd): void {
  const heap = Heap.of(backend());
  const table = tableOf(heap, variables);
  heap.kernels.sgd(table, variables.length, learningRate, weightDecay, momentum);
  for (const { weight } of variables) heap.touched(weight);
}

/** Addresses and sizes, as `Variable` in c/optimizer.c. */
function tableOf(heap: Heap, variables: readonly Moved[]): number {
  const rows = variables.flatMap(({ weight, gradient, first, second }) => {
    own(heap, weight);
    const at = heap.at(weight);
    return [at, at, heap.at(gradient), heap.at(first), heap.at(second), sizeOf(weight.shape)];
  });
  return heap.write(rows);
}
