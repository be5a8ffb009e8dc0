import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../activation.ts';
import { type ConvInfo, convInfo } from '../geometry.ts';
import { run } from '../kernel.ts';
import type { LayerAttrs } from './layerGradient.ts';

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

export interface ConvLayerAttrs extends LayerAttrs {
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
  const attrs: ConvLayerAttrs = { activation, alpha, bias: bias !== undefined, info, shape };
  const inputs: NamedTensorMap = bias ? { x, bias, filter } : { x, filter };
  return run(kernelName, inputs, attrs) as Tensor;
}
