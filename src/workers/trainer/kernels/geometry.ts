import { backend_util } from '@tensorflow/tfjs-core';

/** What the gradient kernels of a convolution are told by TF.js. */
export interface ConvAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
}

/** Sizes, strides and padding of a convolution over [batch, height, width, channels]. */
export function convGeometry(
  attrs: ConvAttrs,
  inputShape: readonly number[],
  filterShape: readonly number[],
  depthwise: boolean,
): backend_util.Conv2DInfo {
  if (attrs.dataFormat === 'NCHW') {
    throw new Error('Convolutions are trained with channels last only; drop dataFormat: "channelsFirst".');
  }
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
  );
}

/**
 * The output positions, from `first` up to but without `end`, whose window has its tap `offset` inside the input.
 *
 * @param offset of the tap from the window's first, less the padding before the input
 */
export function insideRange(
  offset: number,
  stride: number,
  inputSize: number,
  outputSize: number,
): readonly [first: number, end: number] {
  const first = Math.max(0, Math.ceil(-offset / stride));
  const end = Math.min(outputSize, Math.floor((inputSize - 1 - offset) / stride) + 1);
  return [first, Math.max(first, end)];
}
