import { type NamedAttrMap, type NamedTensorMap, type Tensor, registerGradient } from '@tensorflow/tfjs-core';
import type { Activation } from '../activation.ts';
import { convolve, filterGradient, inputGradient } from '../conv.ts';
import { depthwise, depthwiseFilterGradient, depthwiseInputGradient } from '../depthwise.ts';
import { type ConvInfo, convInfo } from '../geometry.ts';
import { register } from '../kernel.ts';
import { layerGradients, run } from './layerGradient.ts';

export const CONV = 'ConvLayer';
export const DEPTHWISE = 'DepthwiseConvLayer';

export interface ConvOptions {
  /** Per spatial axis, as all lists here. */
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly pad: 'valid' | 'same';
  readonly activation: Activation;
  /** Slope of a leaky ReLU. */
  readonly alpha?: number;
}

interface Attrs {
  readonly activation: Activation;
  readonly alpha: number;
  readonly bias: boolean;
  readonly info: ConvInfo;
  /** Of the result: a convolution over a sequence has one axis less than its geometry. */
  readonly shape: number[];
}

/**
 * act(filter over x + bias) as one kernel, and two or three for its gradients; over a sequence without reshaping.
 *
 * @param x [batch, (height,) width, channels]
 * @param filter [(filterHeight,) filterWidth, channels, filters]
 * @param bias [filters]
 */
export const conv = (x: Tensor, filter: Tensor, bias: Tensor | undefined, options: ConvOptions): Tensor =>
  layer(CONV, x, filter, bias, options, false);

/**
 * The same with filters of its own for each channel.
 *
 * @param x [batch, height, width, channels]
 * @param filter [filterHeight, filterWidth, channels, multiplier]
 */
export const depthwiseConv = (
  x: Tensor,
  filter: Tensor,
  bias: Tensor | undefined,
  options: ConvOptions,
): Tensor => layer(DEPTHWISE, x, filter, bias, options, true);

function layer(
  kernelName: string,
  x: Tensor,
  filter: Tensor,
  bias: Tensor | undefined,
  options: ConvOptions,
  isDepthwise: boolean,
): Tensor {
  const { activation, alpha = 0, pad } = options;
  const flat = x.shape.length === 3;
  const flatten = (shape: readonly number[], at: number) => (flat ? shape.toSpliced(at, 0, 1) : [...shape]);
  const pair = (values: readonly number[]) => (flat ? [1, ...values] : [...values]) as [number, number];
  const geometry = { strides: pair(options.strides), dilations: pair(options.dilations), pad };
  const info = convInfo(geometry, flatten(x.shape, 1), flatten(filter.shape, 0), isDepthwise);
  const shape = flat ? info.outShape.toSpliced(1, 1) : info.outShape;
  const attrs: Attrs = { activation, alpha, bias: bias !== undefined, info, shape };
  const inputs: NamedTensorMap = bias ? { x, bias, filter } : { x, filter };
  return run(kernelName, inputs, attrs as unknown as NamedAttrMap) as Tensor;
}

export function registerConvLayers(): void {
  registerLayer(CONV, convolve, inputGradient, filterGradient);
  registerLayer(DEPTHWISE, depthwise, depthwiseInputGradient, depthwiseFilterGradient);
}

function registerLayer(
  kernelName: string,
  forward: typeof convolve,
  ofInput: typeof inputGradient,
  ofFilter: typeof filterGradient,
): void {
  const shaped = <T extends { shape: number[] }>(tensor: T, shape: readonly number[]): T => {
    tensor.shape = [...shape];
    return tensor;
  };
  register<'x' | 'filter' | 'bias', Attrs>(kernelName, ({ inputs, attrs, heap }) => {
    const { x, filter, bias } = inputs;
    return shaped(forward(heap, x, filter, bias, attrs.info, attrs.activation, attrs.alpha), attrs.shape);
  });
  register<'dz' | 'filter', { info: ConvInfo; shape: number[] }>(
    `${kernelName}InputGradient`,
    ({ inputs: { dz, filter }, attrs, heap }) => shaped(ofInput(heap, dz, filter, attrs.info), attrs.shape),
  );
  register<'dz' | 'x', { info: ConvInfo; shape: number[] }>(
    `${kernelName}FilterGradient`,
    ({ inputs: { dz, x }, attrs, heap }) => shaped(ofFilter(heap, x, dz, attrs.info), attrs.shape),
  );
  registerGradient({
    kernelName,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter, y] = saved as [Tensor, Tensor, Tensor];
      const layer = attrs as unknown as Attrs;
      const told = (shape: readonly number[]) => ({ info: layer.info, shape }) as unknown as NamedAttrMap;
      return layerGradients(
        dy as Tensor,
        y,
        layer,
        (dz) => run(`${kernelName}InputGradient`, { dz, filter }, told(x.shape)) as Tensor,
        (dz) => run(`${kernelName}FilterGradient`, { dz, x }, told(filter.shape)) as Tensor,
      );
    },
  });
}
