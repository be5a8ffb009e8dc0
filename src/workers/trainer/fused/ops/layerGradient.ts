import { type Tensor, registerGradient } from '@tensorflow/tfjs-core';
import type { Activation } from '../activation.ts';
import { has, run } from '../kernel.ts';

/** Of a kernel for y = act(z + bias), z being linear in x and in the filter. */
export interface LayerAttrs {
  readonly activation: Activation;
  /** Slope of a leaky ReLU. */
  readonly alpha: number;
  /** Whether there is a bias. */
  readonly bias: boolean;
}

/** What a layer's gradient kernels are told: the layer's own attributes, and the shape of what they return. */
export type GradientAttrs<Attrs> = Attrs & { readonly shape: number[] };

/**
 * The way back through a layer's activation and bias as a kernel of its own, from dy and y to [dz, dbias], without
 * either where it would be dy itself or there is no bias. A backend has it if there it is dear to take the
 * activation's gradient again in each of the kernels that follow; these then see a linear layer without a bias.
 */
export const BIAS_GRADIENT = 'BiasGradient';

export const inputGradientOf = (kernelName: string) => `${kernelName}InputGradient`;
export const filterGradientOf = (kernelName: string) => `${kernelName}FilterGradient`;

/**
 * Registers the gradient of a layer's kernel with inputs x, filter and bias, by two more kernels: from dy, y and
 * filter to dx, which does not run where nothing before the layer is trained, and from dy, y and x to [dfilter] or
 * [dfilter, dbias].
 */
export function registerLayerGradient(kernelName: string): void {
  registerGradient({
    kernelName,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter, y] = saved as [Tensor, Tensor, Tensor];
      return gradients(kernelName, dy as Tensor, x, filter, y, attrs as unknown as LayerAttrs);
    },
  });
}

function gradients(kernelName: string, dy: Tensor, x: Tensor, filter: Tensor, y: Tensor, layer: LayerAttrs) {
  const isLinear = layer.activation === 'linear';
  const apart = has(BIAS_GRADIENT);
  const made = apart && (!isLinear || layer.bias) ? (run(BIAS_GRADIENT, { dy, y }, layer) as Tensor[]) : [];
  const dz = apart && !isLinear ? (made[0] as Tensor) : dy;
  const attrs: LayerAttrs = apart ? { ...layer, activation: 'linear', alpha: 0, bias: false } : layer;
  // At once and not when asked for, since one kernel gives both and TF.js frees what it has not asked for.
  const ofFilter = run(
    filterGradientOf(kernelName),
    { dy: dz, y, x },
    { ...attrs, shape: filter.shape },
  ) as Tensor[];
  return {
    x: () => run(inputGradientOf(kernelName), { dy: dz, y, filter }, { ...attrs, shape: x.shape }) as Tensor,
    filter: () => ofFilter[0] as Tensor,
    bias: () => [...ofFilter.slice(1), ...made].at(-1) as Tensor,
  };
}
