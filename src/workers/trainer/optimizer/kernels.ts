import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ADAMW, type AdamW, type OptimizerCall, SGD, type Sgd, movedIn } from '../fused/ops/optimizer.ts';
import { type HeapBackend, changeFloats, viewFloats } from '../kernels/floats.ts';
import { replaceKernels } from '../kernels/replace.ts';

/** Steps of optimisers in plain JavaScript, one pass over each variable. */
export function registerOptimizerKernels(backendName: 'cpu' | 'wasm'): void {
  replaceKernels(backendName, {
    [ADAMW]: (call) => step(call, 2, adamW(call.attrs as unknown as AdamW)),
    [SGD]: (call) => step(call, 1, sgd(call.attrs as unknown as Sgd)),
  });
}

/** Moves one variable's numbers and its part of the state, in place. */
type Move = (weight: Float32Array, gradient: Float32Array, state: Float32Array) => void;

function step(call: Parameters<KernelFunc>[0], slots: number, move: Move): TensorInfo[] {
  const optimizer = call as unknown as OptimizerCall;
  const backend = call.backend as HeapBackend;
  changeFloats(backend, optimizer.inputs.state, (state) => {
    for (const { weight, gradient, offset } of movedIn(optimizer)) {
      const size = util.sizeFromShape(weight.shape);
      const part = state.subarray(slots * offset, slots * (offset + size));
      changeFloats(backend, weight, (values) => move(values, viewFloats(backend, gradient), part));
    }
  });
  return [];
}

function adamW({ learningRate, weightDecay, beta1, beta2, epsilon, step }: AdamW): Move {
  const [correction1, correction2] = [1 - beta1 ** step, 1 - beta2 ** step];
  return (w, g, state) => {
    const m = state.subarray(0, w.length);
    const v = state.subarray(w.length);
    for (let i = 0; i < w.length; i++) {
      const gi = g[i] as number;
      const wi = w[i] as number;
      const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
      const vi = beta2 * (v[i] as number) + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      const direction = mi / correction1 / (Math.sqrt(vi / correction2) + epsilon);
      w[i] = wi - learningRate * (direction + weightDecay * wi);
    }
  };
}

function sgd({ learningRate, weightDecay, momentum }: Sgd): Move {
  return (w, g, velocity) => {
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const vi = momentum * (velocity[i] as number) + (g[i] as number);
      velocity[i] = vi;
      w[i] = wi - learningRate * (vi + weightDecay * wi);
    }
  };
}
