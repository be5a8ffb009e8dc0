import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Activation, isFused } from '../fused/activation.ts';
import { type ConvAttrs, type ConvInfo, convInfo } from '../fused/geometry.ts';
import { activationNumber, clampOf } from './activation.ts';
import { refuseChannelsFirst } from './conv.ts';
import { inputNumbers, planTurnedWalk, planWalk, positionNumbers } from './geometry.ts';
import { type Heap, sizeOf } from './heap.ts';
import { areFloats, register } from './kernel.ts';

interface FusedAttrs extends ConvAttrs {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** Puts depthwise convolutions and their gradients on our kernels, channels last. */
export function registerDepthwise(): void {
  const forward = (name: string) => {
    register<'x' | 'filter' | 'bias', FusedAttrs>(name, ({ inputs: { x, filter, bias }, attrs, heap }) => {
      const activation = attrs.activation ?? 'linear';
      if (!areFloats(x, filter, bias) || attrs.dataFormat === 'NCHW' || !isFused(activation))
        return undefined;
      const info = convInfo(attrs, x.shape, filter.shape, true);
      return depthwise(heap, x, filter, bias, info, activation, attrs.leakyreluAlpha);
    });
  };
  forward('DepthwiseConv2dNative');
  forward('FusedDepthwiseConv2D');
  register<'x' | 'dy', ConvAttrs & { readonly filterShape: number[] }>(
    'DepthwiseConv2dNativeBackpropFilter',
    ({ inputs: { x, dy }, attrs, heap }) => {
      refuseChannelsFirst(attrs);
      return depthwiseFilterGradient(heap, x, dy, convInfo(attrs, x.shape, attrs.filterShape, true));
    },
  );
  register<'dy' | 'filter', ConvAttrs & { readonly inputShape: number[] }>(
    'DepthwiseConv2dNativeBackpropInput',
    ({ inputs: { dy, filter }, attrs, heap }) => {
      refuseChannelsFirst(attrs);
      return depthwiseInputGradient(heap, dy, filter, convInfo(attrs, attrs.inputShape, filter.shape, true));
    },
  );
}

/** act(filter over each channel of x + bias), of shape info.outShape. */
export function depthwise(
  heap: Heap,
  x: TensorInfo,
  filter: TensorInfo,
  bias: TensorInfo | undefined,
  info: ConvInfo,
  activation: Activation,
  alpha = 0,
): TensorInfo {
  const out = heap.make(info.outShape);
  const walk = planWalk(info);
  const clamp = clampOf(activation);
  heap.kernels.depthwise(
    heap.at(out),
    heap.at(x),
    heap.at(filter),
    heap.at(bias),
    ...multipliedNumbers(info),
    ...(clamp ?? [-Infinity, Infinity]),
    walk.images,
    heap.scratch(walk.scratch),
  );
  if (!clamp) {
    heap.kernels.activate(heap.at(out), heap.at(out), sizeOf(out.shape), activationNumber(activation), alpha);
  }
  return out;
}

/** Shape [filterHeight, filterWidth, inChannels, multiplier]. */
export function depthwiseFilterGradient(
  heap: Heap,
  x: TensorInfo,
  dy: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  const out = heap.make(info.filterShape);
  const walk = planWalk(info);
  heap.kernels.depthwise_filter_gradient(
    heap.at(out),
    heap.at(x),
    heap.at(dy),
    ...multipliedNumbers(info),
    walk.images,
    heap.scratch(walk.scratch),
  );
  return out;
}

/** Shape info.inShape. */
export function depthwiseInputGradient(
  heap: Heap,
  dy: TensorInfo,
  filter: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  const out = heap.make(info.inShape);
  const plain = info.strideHeight === 1 && info.strideWidth === 1 && info.outChannels === info.inChannels;
  const walk = plain ? planTurnedWalk(info) : planWalk(info);
  heap.kernels.depthwise_input_gradient(
    heap.at(out),
    heap.at(dy),
    heap.at(filter),
    ...multipliedNumbers(info),
    walk.images,
    heap.scratch(walk.scratch + (plain ? sizeOf(info.filterShape) : 0)),
  );
  return out;
}

const multipliedNumbers = (info: ConvInfo): number[] => [
  ...inputNumbers(info),
  info.outChannels / info.inChannels,
  info.filterHeight,
  info.filterWidth,
  ...positionNumbers(info),
];
