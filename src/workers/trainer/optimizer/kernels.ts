import * as tf from '@tensorflow/tfjs-core';
import { type HeapBackend, makeFloats, viewFloats } from '../kernels/floats.ts';

export const ADAMW_STEP = 'AdamWStep';
export const SGD_STEP = 'SgdStep';

export interface AdamWAttrs {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 - beta1^t and 1 - beta2^t. */
  readonly correction1: number;
  readonly correction2: number;
}

export interface SgdAttrs {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum: number;
}

/**
 * One pass over a variable where TF.js's own optimisers take a dozen operations. The moments change in place; the
 * weight comes back as a new tensor, since the wasm backend keeps packed copies of the filters it has seen and
 * knows them by their identity.
 */
export function registerOptimizerKernels(backendName: 'cpu' | 'wasm'): void {
  tf.registerKernel({ kernelName: ADAMW_STEP, backendName, kernelFunc: adamW as unknown as tf.KernelFunc });
  tf.registerKernel({ kernelName: SGD_STEP, backendName, kernelFunc: sgd as unknown as tf.KernelFunc });
}

type Inputs<Name extends string> = Readonly<Record<Name, tf.TensorInfo>>;

interface Call<Name extends string, Attrs> {
  readonly inputs: Inputs<Name>;
  readonly attrs: Attrs;
  readonly backend: HeapBackend;
}

function adamW({ inputs, attrs, backend }: Call<'weight' | 'gradient' | 'first' | 'second', AdamWAttrs>) {
  const { learningRate, weightDecay, beta1, beta2, epsilon, correction1, correction2 } = attrs;
  const next = makeFloats(backend, inputs.weight.shape);
  const out = viewFloats(backend, next);
  const w = viewFloats(backend, inputs.weight);
  const g = viewFloats(backend, inputs.gradient);
  const m = viewFloats(backend, inputs.first);
  const v = viewFloats(backend, inputs.second);
  for (let i = 0; i < out.length; i++) {
    const gi = g[i] as number;
    const wi = w[i] as number;
    const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
    const vi = beta2 * (v[i] as number) + (1 - beta2) * gi * gi;
    m[i] = mi;
    v[i] = vi;
    const direction = mi / correction1 / (Math.sqrt(vi / correction2) + epsilon);
    out[i] = wi - learningRate * (direction + weightDecay * wi);
  }
  return next;
}

function sgd({ inputs, attrs, backend }: Call<'weight' | 'gradient' | 'velocity', SgdAttrs>) {
  const { learningRate, weightDecay, momentum } = attrs;
  const next = makeFloats(backend, inputs.weight.shape);
  const out = viewFloats(backend, next);
  const w = viewFloats(backend, inputs.weight);
  const g = viewFloats(backend, inputs.gradient);
  const velocity = viewFloats(backend, inputs.velocity);
  for (let i = 0; i < out.length; i++) {
    const wi = w[i] as number;
    const vi = momentum * (velocity[i] as number) + (g[i] as number);
    velocity[i] = vi;
    out[i] = wi - learningRate * (vi + weightDecay * wi);
  }
  return next;
}
