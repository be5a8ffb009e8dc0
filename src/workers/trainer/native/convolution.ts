import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../fused/activation.ts';
import type { ConvInfo } from '../fused/geometry.ts';
import { activationNumber, clampOf } from './activation.ts';
import { type Walk, planWalk, planWalkBack, sizesOf } from './geometry.ts';
import { type Heap, type Kernels, sizeOf } from './heap.ts';
import { suitsWinograd, winogradFilterGradient, winogradForward, winogradInputGradient } from './winograd.ts';

/** A kind of convolution, channels last, and its gradients. */
export interface Convolution {
  /** act(filter over x + bias), of shape info.outShape. */
  forward(
    heap: Heap,
    x: TensorInfo,
    filter: TensorInfo,
    bias: TensorInfo | undefined,
    info: ConvInfo,
    activation: Activation,
    alpha?: number,
  ): TensorInfo;
  /** Of shape info.filterShape. */
  filterGradient(heap: Heap, x: TensorInfo, dy: TensorInfo, info: ConvInfo): TensorInfo;
  /** Of shape info.inShape. */
  inputGradient(heap: Heap, dy: TensorInfo, filter: TensorInfo, info: ConvInfo): TensorInfo;
}

/** Filters over all channels: [filterHeight, filterWidth, inChannels, outChannels]. */
export const dense: Convolution = convolution('conv', {
  // A filter is laid out as panels of columns, filled up with zeros (c/gemm.h), and so are the output's gradients.
  forward: (info) => panels(taps(info) * info.inChannels, info.outChannels),
  filterGradient: (info) => info.outChannels + 4,
  inputGradient: (info) => panels(taps(info) * info.outChannels, info.inChannels),
});

/** Filters of its own, one or some, for each channel: [filterHeight, filterWidth, inChannels, multiplier]. */
export const depthwise: Convolution = convolution('depthwise', {
  forward: () => 0,
  filterGradient: () => 0,
  inputGradient: (info) => taps(info) * info.inChannels,
});

/** Floats of working memory beside that of the walk; for the filter's gradient those for each position. */
type Needs = Readonly<Record<'forward' | 'filterGradient' | 'inputGradient', (info: ConvInfo) => number>>;

function convolution(kernel: 'conv' | 'depthwise', needs: Needs): Convolution {
  const byTiles = (info: ConvInfo) => kernel === 'conv' && suitsWinograd(info);
  const run = (
    heap: Heap,
    name: keyof Kernels,
    tensors: readonly (TensorInfo | undefined)[],
    info: ConvInfo,
    walk: Walk,
    more: number,
    bounds: readonly number[] = [],
  ) =>
    heap.kernels[name](
      ...tensors.map((tensor) => heap.at(tensor)),
      ...sizesOf(info, kernel === 'depthwise'),
      ...bounds,
      walk.images,
      heap.scratch(walk.scratch + more),
    );
  return {
    forward: (heap, x, filter, bias, info, activation, alpha = 0) => {
      const out = heap.make(info.outShape);
      const clamp = clampOf(activation);
      const bounds = clamp ?? [-Infinity, Infinity];
      if (byTiles(info)) winogradForward(heap, [out, x, filter, bias], info, bounds);
      else run(heap, kernel, [out, x, filter, bias], info, planWalk(info), needs.forward(info), bounds);
      if (!clamp) {
        const [at, size] = [heap.at(out), sizeOf(out.shape)];
        heap.kernels.activate(at, at, size, activationNumber(activation), alpha);
      }
      return out;
    },
    filterGradient: (heap, x, dy, info) => {
      const out = heap.make(info.filterShape);
      if (byTiles(info)) winogradFilterGradient(heap, [out, x, dy], info);
      else {
        const walk = planWalk(info, needs.filterGradient(info));
        run(heap, `${kernel}_filter_gradient`, [out, x, dy], info, walk, 0);
      }
      return out;
    },
    inputGradient: (heap, dy, filter, info) => {
      const out = heap.make(info.inShape);
      if (byTiles(info)) winogradInputGradient(heap, [out, dy, filter], info);
      else {
        const more = needs.inputGradient(info);
        run(heap, `${kernel}_input_gradient`, [out, dy, filter], info, planWalkBack(info), more);
      }
      return out;
    },
  };
}

const taps = (info: ConvInfo) => info.filterHeight * info.filterWidth;

const panels = (rows: number, columns: number) => columns + 8 + rows * (columns + 4);
