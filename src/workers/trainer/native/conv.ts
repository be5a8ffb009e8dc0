import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Activation, isFused } from '../fused/activation.ts';
import { type ConvAttrs, type ConvInfo, convInfo } from '../fused/geometry.ts';
import { activationNumber, clampOf } from './activation.ts';
import { inputNumbers, planTurnedWalk, planWalk, positionNumbers } from './geometry.ts';
import { type Heap, productScratch } from './heap.ts';
import { areFloats, register } from './kernel.ts';

interface FusedAttrs extends ConvAttrs {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** Puts convolutions and their gradients on our kernels, channels last. */
export function registerConv(): void {
  register<'x' | 'filter', ConvAttrs>('Conv2D', ({ inputs: { x, filter }, attrs, heap }) => {
    if (!areFloats(x, filter) || attrs.dataFormat === 'NCHW') return undefined;
    return convolve(heap, x, filter, undefined, convInfo(attrs, x.shape, filter.shape), 'linear');
  });
  register<'x' | 'filter' | 'bias', FusedAttrs>(
    'FusedConv2D',
    ({ inputs: { x, filter, bias }, attrs, heap }) => {
      const activation = attrs.activation ?? 'linear';
      if (!areFloats(x, filter, bias) || attrs.dataFormat === 'NCHW' || !isFused(activation))
        return undefined;
      const info = convInfo(attrs, x.shape, filter.shape);
      return convolve(heap, x, filter, bias, info, activation, attrs.leakyreluAlpha);
    },
  );
  register<'x' | 'dy', ConvAttrs & { readonly filterShape: number[] }>(
    'Conv2DBackpropFilter',
    ({ inputs: { x, dy }, attrs, heap }) => {
      refuseChannelsFirst(attrs);
      return filterGradient(heap, x, dy, convInfo(attrs, x.shape, attrs.filterShape));
    },
  );
  register<'dy' | 'filter', ConvAttrs & { readonly inputShape: number[] }>(
    'Conv2DBackpropInput',
    ({ inputs: { dy, filter }, attrs, heap }) => {
      if (attrs.dataFormat === 'NCHW') return undefined;
      return inputGradient(heap, dy, filter, convInfo(attrs, attrs.inputShape, filter.shape));
    },
  );
}

export function refuseChannelsFirst(attrs: ConvAttrs): void {
  if (attrs.dataFormat === 'NCHW') {
    throw new Error('Convolutions are trained with channels last only; drop dataFormat: "channelsFirst".');
  }
}

/** act(filter over x + bias), of shape info.outShape. */
export function convolve(
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
  heap.kernels.conv(
    heap.at(out),
    heap.at(x),
    heap.at(filter),
    heap.at(bias),
    ...inputNumbers(info),
    info.filterHeight,
    info.filterWidth,
    info.outChannels,
    ...positionNumbers(info),
    ...(clamp ?? [-Infinity, Infinity]),
    walk.images,
    heap.scratch(walk.scratch + filterScratch(taps(info), info.outChannels)),
  );
  if (!clamp)
    heap.kernels.activate(heap.at(out), heap.at(out), size(out), activationNumber(activation), alpha);
  return out;
}

/** Shape [filterHeight, filterWidth, inChannels, outChannels]. */
export function filterGradient(heap: Heap, x: TensorInfo, dy: TensorInfo, info: ConvInfo): TensorInfo {
  const out = heap.make(info.filterShape);
  const walk = planWalk(info, info.outChannels + 4);
  heap.kernels.conv_filter_gradient(
    heap.at(out),
    heap.at(x),
    heap.at(dy),
    ...inputNumbers(info),
    info.filterHeight,
    info.filterWidth,
    info.outChannels,
    ...positionNumbers(info),
    walk.images,
    heap.scratch(walk.scratch),
  );
  return out;
}

/** Shape info.inShape. */
export function inputGradient(heap: Heap, dy: TensorInfo, filter: TensorInfo, info: ConvInfo): TensorInfo {
  const out = heap.make(info.inShape);
  const plain = info.strideHeight === 1 && info.strideWidth === 1;
  const walk = plain ? planTurnedWalk(info) : planWalk(info);
  // Positions whose windows are computed before they are added up: as many as keep to the first-level cache.
  const block = Math.max(4, Math.floor(4096 / taps(info)));
  const more = plain
    ? filterScratch(info.filterHeight * info.filterWidth * info.outChannels, info.inChannels)
    : block * taps(info) + productScratch(info.outChannels, taps(info));
  heap.kernels.conv_input_gradient(
    heap.at(out),
    heap.at(dy),
    heap.at(filter),
    ...inputNumbers(info),
    info.filterHeight,
    info.filterWidth,
    info.outChannels,
    ...positionNumbers(info),
    walk.images,
    block,
    heap.scratch(walk.scratch + more),
  );
  return out;
}

const taps = (info: ConvInfo) => info.filterHeight * info.filterWidth * info.inChannels;

const filterScratch = (taps: number, columns: number) => columns + 8 + taps * (columns + 4);

const size = (tensor: TensorInfo) => tensor.shape.reduce((product, n) => product * n, 1);
