// TF.js registers the gradients that are replaced here with its layers.
import '@tensorflow/tfjs-layers';
import {
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
  getGradient,
  registerGradient,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import type { Activation } from './activation.ts';
import { has, run } from './kernel.ts';
import { type ReduceAttrs, type Reduction, reductionOf } from './reduction.ts';

/** From dy and y, or the input where the activation keeps its sign, to dx. */
export const ACTIVATION_GRADIENT = 'ActivationGradient';
/** Spreads dy evenly over the axes that a mean was taken of. */
export const SPREAD = 'Spread';

export interface ActivationAttrs {
  readonly activation: Activation;
  /** Slope of a leaky ReLU. */
  readonly alpha: number;
}

/** How the mean was taken, and the shape of dx. */
export type SpreadAttrs = Reduction;

/** One kernel where TF.js composes several: the activations' gradients, and a mean's. */
export function replaceGradients(): void {
  // The saved tensor is what TF.js saves too: these tell the derivative from the input's sign, or from the output.
  activationGradient('Relu', 'relu');
  activationGradient('Relu6', 'relu6');
  activationGradient('LeakyRelu', 'leakyrelu');
  activationGradient('Sigmoid', 'sigmoid');
  activationGradient('Tanh', 'tanh');
  replaceGradient('Mean', SPREAD, (dy, [x], attrs) => {
    if (!x) return undefined;
    const reduction = reductionOf(attrs as unknown as ReduceAttrs, x.shape);
    if (!reduction) return undefined;
    const spread: SpreadAttrs = { ...reduction, shape: x.shape };
    return { x: () => run(SPREAD, { dy }, spread) as Tensor };
  });
}

function activationGradient(kernelName: string, activation: Activation): void {
  replaceGradient(kernelName, ACTIVATION_GRADIENT, (dy, [y], attrs) => {
    if (!y) return undefined;
    const alpha = (attrs?.['alpha'] as number | undefined) ?? 0;
    const fused: ActivationAttrs = { activation, alpha };
    return { x: () => run(ACTIVATION_GRADIENT, { dy, y }, fused) as Tensor };
  });
}

type Gradients = Record<string, () => Tensor>;

/** Puts a gradient before TF.js's own, which stays in use on backends without the kernel that it takes. */
function replaceGradient(
  kernelName: string,
  needed: string,
  gradient: (dy: Tensor, saved: Tensor[], attrs: NamedAttrMap | undefined) => Gradients | undefined,
): void {
  const earlier = getGradient(kernelName) as GradConfig | undefined;
  if (!earlier) return;
  unregisterGradient(kernelName);
  registerGradient({
    ...earlier,
    gradFunc: (dy, saved, attrs) =>
      (has(needed) && gradient(dy as Tensor, saved, attrs)) || earlier.gradFunc(dy, saved, attrs),
  });
}
