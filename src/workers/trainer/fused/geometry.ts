import { backend_util } from '@tensorflow/tfjs-core';

export interface ConvAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | [number, number][];
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export interface PoolAttrs {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

export type ConvInfo = backend_util.Conv2DInfo;

/** Sizes, strides and padding of a convolution over [batch, height, width, channels]. */
export const convInfo = (
  attrs: ConvAttrs,
  x: readonly number[],
  filter: readonly number[],
  depthwise = false,
): ConvInfo =>
  backend_util.computeConv2DInfo(
    x as Shape4,
    filter as Shape4,
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad as 'same',
    attrs.dimRoundingMode,
    depthwise,
  );

/** The same of a pooling; filters have its window's size. */
export const poolInfo = (
  { filterSize, strides, pad, dimRoundingMode }: PoolAttrs,
  x: readonly number[],
): ConvInfo => backend_util.computePool2DInfo(x as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
