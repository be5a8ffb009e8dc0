import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { type Activation, isFused } from '../activation.ts';

export interface Weight {
  read(): Tensor;
}

/** What a layer of TF.js with a filter keeps, though its types do not say so. */
export interface FilterLayer extends layers.Layer {
  readonly kernel: Weight;
  readonly bias: Weight | null;
  readonly activation: { getClassName(): string; apply(x: Tensor): Tensor } | null;
}

export type Inputs = Tensor | Tensor[];

export type Keywords = Parameters<layers.Layer['call']>[1];

/** The class of a layer of TF.js, which exports only a function that makes one. */
export const classOf = <Instance extends layers.Layer>(
  instance: layers.Layer,
): (new (config: never) => Instance) & { className: string } => instance.constructor as never;

export const only = (inputs: Inputs): Tensor => (Array.isArray(inputs) ? (inputs[0] as Tensor) : inputs);

/** Runs a layer's kernel with the activation in it, or, where it has none of that name, after it. */
export function activated(
  layer: Pick<FilterLayer, 'activation'>,
  run: (activation: Activation) => Tensor,
): Tensor {
  const { activation } = layer;
  if (!activation) return run('linear');
  const name = activation.getClassName();
  return isFused(name) ? run(name) : tidy(() => activation.apply(run('linear')));
}
