import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvInfo } from '../fused/geometry.ts';
import { planOf } from './geometry.ts';
import type { Heap } from './heap.ts';

/** Products of a tile's transform; each is a matrix product over the channels. */
const TILE = 16;
/** Floats of transformed tiles that are worked on at once. */
const BLOCK = 16384;

/**
 * Whether a convolution is faster by minimal filtering (c/winograd.c): it has channels enough to make up for the
 * transforms, few enough for a product in one run (c/gemm.h), and an image that tiles of 2 by 2 fill well.
 */
export function suitsWinograd(info: ConvInfo): boolean {
  const filled = tilesOf(info.outHeight) * tilesOf(info.outWidth) * 4 <= 1.5 * info.outHeight * info.outWidth;
  const isPlain = [info.strideHeight, info.strideWidth, info.dilationHeight, info.dilationWidth].every(
    (step) => step === 1,
  );
  const isThree = info.filterHeight === 3 && info.filterWidth === 3;
  const [least, most] = [
    Math.min(info.inChannels, info.outChannels),
    Math.max(info.inChannels, info.outChannels),
  ];
  return isThree && isPlain && filled && least >= 8 && most >= 16 && most <= 256;
}

const tilesOf = (size: number) => Math.ceil(size / 2);

/** A convolution with strides of 1 as it is run, which is for an input's gradient that from the output's. */
interface Run {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly top: number;
  readonly left: number;
}

const forwardRun = (info: ConvInfo): Run => ({
  height: info.inHeight,
  width: info.inWidth,
  channels: info.inChannels,
  filters: info.outChannels,
  outHeight: info.outHeight,
  outWidth: info.outWidth,
  top: info.padInfo.top,
  left: info.padInfo.left,
});

const backwardRun = (info: ConvInfo): Run => ({
  height: info.outHeight,
  width: info.outWidth,
  channels: info.outChannels,
  filters: info.inChannels,
  outHeight: info.inHeight,
  outWidth: info.inWidth,
  top: 2 - info.padInfo.top,
  left: 2 - info.padInfo.left,
});

/** @param keep floats that the kernel keeps all the while */
function parametersOf(heap: Heap, info: ConvInfo, run: Run, keep: number, bounds: readonly number[]) {
  const { height, width, channels, filters, outHeight, outWidth, top, left } = run;
  const [rows, columns] = [tilesOf(outHeight), tilesOf(outWidth)];
  const image = Math.max((2 * rows + 2) * (2 * columns + 2), height * width) * channels;
  const walk = planOf(info, rows * columns, image, 0);
  const size = TILE * (channels + filters + 4);
  const block = Math.max(8, Math.min(256, 4 * Math.floor(BLOCK / size / 4)));
  return [
    ...[info.batchSize, height, width, channels, filters, outHeight, outWidth, top, left],
    ...bounds,
    walk.images,
    block,
    heap.scratch(keep + walk.scratch + size * block),
  ];
}

const keptFilter = ({ channels, filters }: Run) => TILE * channels * (filters + 4) + filters + 8;

/** Into `out`, of shape info.outShape, clamped to the bounds. */
export function winogradForward(
  heap: Heap,
  [out, x, filter, bias]: readonly [TensorInfo, TensorInfo, TensorInfo, TensorInfo | undefined],
  info: ConvInfo,
  bounds: readonly number[],
): void {
  const run = forwardRun(info);
  heap.kernels.winograd(
    ...[heap.at(out), heap.at(x), heap.at(filter), heap.at(bias)],
    ...parametersOf(heap, info, run, keptFilter(run), [0, ...bounds]),
  );
}

/** Into `out`, of shape info.inShape. */
export function winogradInputGradient(
  heap: Heap,
  [out, dy, filter]: readonly [TensorInfo, TensorInfo, TensorInfo],
  info: ConvInfo,
): void {
  const run = backwardRun(info);
  heap.kernels.winograd(
    ...[heap.at(out), heap.at(dy), heap.at(filter), 0],
    ...parametersOf(heap, info, run, keptFilter(run), [1, -Infinity, Infinity]),
  );
}

/** Into `out`, of shape info.filterShape. */
export function winogradFilterGradient(
  heap: Heap,
  [out, x, dy]: readonly [TensorInfo, TensorInfo, TensorInfo],
  info: ConvInfo,
): void {
  const run = forwardRun(info);
  heap.kernels.winograd_filter_gradient(
    ...[heap.at(out), heap.at(x), heap.at(dy)],
    ...parametersOf(heap, info, run, TILE * run.channels * run.filters, []),
  );
}
