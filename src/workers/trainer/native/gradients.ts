// TF.js registers the gradients that are replaced here with its layers.
import '@tensorflow/tfjs-layers';
import {
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
  engine,
  getBackend,
  getGradient,
  getKernel,
  registerGradient,
  unregisterGradient,
  util,
} from '@tensorflow/tfjs-core';
import { type Activation, activationNumber } from './activation.ts';
import { sizeOf } from './heap.ts';
import { areFloats, register } from './kernel.ts';

const ACTIVATION_GRADIENT = 'ActivationGradient';
const SPREAD = 'Spread';

/** One kernel where TF.js composes several: the activations' gradients, and a mean's. */
export function registerGradients(): void {
  register<'dy' | 'y', { readonly activation: Activation; readonly alpha: number }>(
    ACTIVATION_GRADIENT,
    ({ inputs: { dy, y }, attrs: { activation, alpha }, heap }) => {
      const dx = heap.make(dy.shape);
      const kind = activationNumber(activation);
      heap.kernels.activation_gradient(heap.at(dx), heap.at(dy), heap.at(y), sizeOf(dy.shape), kind, alpha);
      return dx;
    },
  );
  register<'dy' | 'y', unknown>('EluGrad', ({ inputs: { dy, y }, heap }) => {
    if (!areFloats(dy, y)) return undefined;
    const dx = heap.make(dy.shape);
    const kind = activationNumber('elu');
    heap.kernels.activation_gradient(heap.at(dx), heap.at(dy), heap.at(y), sizeOf(dy.shape), kind, 0);
    return dx;
  });
  register<'dy', { readonly shape: number[]; readonly axes: readonly number[] }>(
    SPREAD,
    ({ inputs: { dy }, attrs: { shape, axes }, heap }) => {
      const [first = 0] = axes;
      const last = first + axes.length;
      const middle = sizeOf(shape.slice(first, last));
      const dx = heap.make(shape);
      const [outer, inner] = [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(last))];
      heap.kernels.spread_middle(heap.at(dx), heap.at(dy), outer, middle, inner, 1 / middle);
      return dx;
    },
  );

  // The saved tensor is what TF.js saves too: these tell the derivative from the input's sign, or from the output.
  activationGradient('Relu', 'relu');
  activationGradient('Relu6', 'relu6');
  activationGradient('LeakyRelu', 'leakyrelu');
  activationGradient('Sigmoid', 'sigmoid');
  activationGradient('Tanh', 'tanh');
  replaceGradient('Mean', (dy, [x], attrs) => {
    if (!x) return undefined;
    const axes = util.parseAxisParam(attrs?.['axis'] as number[], x.shape).sort((a, b) => a - b);
    if (axes.some((at, i) => at !== (axes[0] ?? 0) + i)) return undefined;
    return { x: () => engine().runKernel(SPREAD, { dy }, { shape: x.shape, axes }) as Tensor };
  });
}

function activationGradient(kernelName: string, activation: Activation): void {
  replaceGradient(kernelName, (dy, [y], attrs) => {
    if (!y) return undefined;
    return {
      x: () =>
        engine().runKernel(
          ACTIVATION_GRADIENT,
          { dy, y },
          { activation, alpha: attrs?.['alpha'] ?? 0 },
        ) as Tensor,
    };
  });
}

type Gradients = Record<string, () => Tensor>;

/** Puts a gradient before TF.js's own, which stays in use on backends without our kernels. */
function replaceGradient(
  kernelName: string,
  gradient: (dy: Tensor, saved: Tensor[], attrs: NamedAttrMap | undefined) => Gradients | undefined,
): void {
  const earlier = getGradient(kernelName) as GradConfig | undefined;
  if (!earlier) return;
  unregisterGradient(kernelName);
  registerGradient({
    ...earlier,
    gradFunc: (dy, saved, attrs) => {
      const isOurs = getKernel(ACTIVATION_GRADIENT, getBackend()) != null;
      return (isOurs && gradient(dy as Tensor, saved, attrs)) || earlier.gradFunc(dy, saved, attrs);
    },
  });
}
