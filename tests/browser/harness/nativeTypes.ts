/** Operations on whole numbers and truth values, which our kernels leave to those of TF.js. */
import * as tf from '@tensorflow/tfjs-core';
import { Rng } from '../../../src/search/random/rng.ts';
import { int, kernel } from './nativeCases.ts';

type Type = 'int32' | 'bool';

const make = (rng: Rng, shape: number[], dtype: Type) =>
  tf.tensor(
    Int32Array.from({ length: tf.util.sizeFromShape(shape) }, () =>
      dtype === 'bool' ? int(rng, 0, 1) : int(rng, -9, 9),
    ),
    shape,
    dtype,
  );

const conv = { strides: [1, 1], pad: 'same', dilations: [1, 1], dataFormat: 'NHWC' };
const pool = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };

/** One call of each of our kernels that takes the place of one of TF.js's. */
const CALLS: Readonly<Record<string, (of: (...shape: number[]) => tf.Tensor) => tf.Tensor>> = {
  BatchMatMul: (of) => tf.matMul(of(3, 4), of(4, 2)),
  _FusedMatMul: (of) =>
    tf.fused.matMul({ a: of(3, 4) as tf.Tensor2D, b: of(4, 2) as tf.Tensor2D, bias: of(2) }),
  Conv2D: (of) => kernel('Conv2D', { x: of(2, 5, 5, 2), filter: of(3, 3, 2, 4) }, conv),
  FusedConv2D: (of) =>
    kernel(
      'FusedConv2D',
      { x: of(2, 5, 5, 2), filter: of(3, 3, 2, 4), bias: of(4) },
      { ...conv, activation: 'relu' },
    ),
  Conv2DBackpropFilter: (of) =>
    kernel(
      'Conv2DBackpropFilter',
      { x: of(2, 5, 5, 2), dy: of(2, 5, 5, 4) },
      { ...conv, filterShape: [3, 3, 2, 4] },
    ),
  Conv2DBackpropInput: (of) =>
    kernel(
      'Conv2DBackpropInput',
      { dy: of(2, 5, 5, 4), filter: of(3, 3, 2, 4) },
      { ...conv, inputShape: [2, 5, 5, 2] },
    ),
  DepthwiseConv2dNative: (of) =>
    kernel('DepthwiseConv2dNative', { x: of(2, 5, 5, 2), filter: of(3, 3, 2, 1) }, conv),
  FusedDepthwiseConv2D: (of) =>
    kernel(
      'FusedDepthwiseConv2D',
      { x: of(2, 5, 5, 2), filter: of(3, 3, 2, 1), bias: of(2) },
      { ...conv, activation: 'relu' },
    ),
  DepthwiseConv2dNativeBackpropFilter: (of) =>
    kernel(
      'DepthwiseConv2dNativeBackpropFilter',
      { x: of(2, 5, 5, 2), dy: of(2, 5, 5, 2) },
      { ...conv, filterShape: [3, 3, 2, 1] },
    ),
  DepthwiseConv2dNativeBackpropInput: (of) =>
    kernel(
      'DepthwiseConv2dNativeBackpropInput',
      { dy: of(2, 5, 5, 2), filter: of(3, 3, 2, 1) },
      { ...conv, inputShape: [2, 5, 5, 2] },
    ),
  MaxPoolGrad: (of) =>
    kernel('MaxPoolGrad', { dy: of(2, 2, 2, 3), input: of(2, 4, 4, 3), output: of(2, 2, 2, 3) }, pool),
  AvgPoolGrad: (of) => kernel('AvgPoolGrad', { dy: of(2, 2, 2, 3), input: of(2, 4, 4, 3) }, pool),
  EluGrad: (of) => kernel('EluGrad', { dy: of(3, 4), y: of(3, 4) }, {}),
  Sum: (of) => kernel('Sum', { x: of(3, 4, 5) }, { axis: [1], keepDims: false }),
  Mean: (of) => kernel('Mean', { x: of(3, 4, 5) }, { axis: [1], keepDims: false }),
  GatherV2: (of) => tf.gather(of(4, 3), tf.tensor1d([2, 0, 2], 'int32')),
  Identity: (of) => tf.clone(of(3, 4)),
};

export const typedKernels: readonly string[] = Object.keys(CALLS).toSorted();

/** Kernels that truth values go through; TF.js's others write past the end of what it keeps a truth value in. */
export const truthKernels: readonly string[] = ['GatherV2', 'Identity'];

export interface TypedResult {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** @returns what a kernel gives for numbers of a type on the current backend, or 'refused' where it does not take them */
export function callWith(name: string, dtype: Type): TypedResult | 'refused' {
  const call = CALLS[name];
  if (!call) throw new Error(`no call named ${name}`);
  const rng = new Rng(7).fork(name);
  try {
    return tf.tidy(() => {
      const result = call((...shape) => make(rng, shape, dtype));
      return { dtype: result.dtype, shape: result.shape, values: [...result.dataSync()] };
    });
  } catch {
    return 'refused';
  }
}
