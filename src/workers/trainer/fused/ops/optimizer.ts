import type { NamedTensorMap, Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core';
import { run } from '../kernel.ts';
import { own } from './own.ts';

export const ADAMW = 'AdamWStep';
export const SGD = 'SgdStep';

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

/** A variable with what moves it. */
export interface Moved<Weight extends TensorInfo = Variable, Gradient extends TensorInfo = Tensor> {
  readonly weight: Weight;
  readonly gradient: Gradient;
  /** Numbers in the optimiser's state that come before this variable's. */
  readonly offset: number;
}

/**
 * One step of Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2) over all variables, as one
 * kernel. Weights and state change in place.
 *
 * @param state of all variables in one: for each its first moments, then its second
 */
export function adamW(state: Variable, variables: readonly Moved[], options: AdamW): void {
  step(ADAMW, state, variables, options);
}

/**
 * One step of gradient descent with momentum (Sutskever et al. 2013, equation 1) and decoupled weight decay over all
 * variables, as one kernel. Weights and state change in place.
 *
 * @param state of all variables in one: for each its velocities
 */
export function sgd(state: Variable, variables: readonly Moved[], options: Sgd): void {
  step(SGD, state, variables, options);
}

function step(kernelName: string, state: Variable, variables: readonly Moved[], options: AdamW | Sgd): void {
  own(state);
  const inputs: NamedTensorMap = { state };
  variables.forEach(({ weight, gradient }, i) => {
    own(weight);
    inputs[`weight${i}`] = weight;
    inputs[`gradient${i}`] = gradient;
  });
  run(kernelName, inputs, { ...options, offsets: variables.map(({ offset }) => offset) });
}

/** What the engine hands to a kernel of an optimiser. */
export interface OptimizerCall {
  readonly inputs: { readonly [name: string]: TensorInfo } & { readonly state: TensorInfo };
  readonly attrs: { readonly offsets: readonly number[] };
}

/** The variables of a call. */
export const movedIn = ({ inputs, attrs }: OptimizerCall): Moved<TensorInfo, TensorInfo>[] =>
  attrs.offsets.map((offset, i) => ({
    weight: inputs[`weight${i}`] as TensorInfo,
    gradient: inputs[`gradient${i}`] as TensorInfo,
    offset,
  }));
