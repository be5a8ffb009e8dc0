import type { ConvInfo } from '../fused/geometry.ts';

/** Floats of the images that the kernels take at once; with their filters they fit the first-level cache. */
const CHUNK = 4096;

/** How a kernel walks over images: so many at a time, each copied with its padding about it. */
export interface Walk {
  readonly images: number;
  /** Floats of working memory for the copies and the list of their windows. */
  readonly scratch: number;
}

/** @param more floats that the kernel keeps for each output position, beside the image */
export function planWalk(info: ConvInfo, more = 0): Walk {
  const positions = info.outHeight * info.outWidth;
  const height = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  const image = Math.max(height * width, info.inHeight * info.inWidth) * info.inChannels;
  const images = Math.max(1, Math.min(info.batchSize, Math.floor(CHUNK / (image + positions * more))));
  return { images, scratch: images * (positions * (1 + more) + image) };
}

/** The walk of the convolution that undoes one with strides of 1. */
export function planTurnedWalk(info: ConvInfo): Walk {
  const positions = info.inHeight * info.inWidth;
  const height = info.inHeight + info.effectiveFilterHeight - 1;
  const width = info.inWidth + info.effectiveFilterWidth - 1;
  const image = Math.max(height * width, info.outHeight * info.outWidth) * info.outChannels;
  const images = Math.max(1, Math.min(info.batchSize, Math.floor(CHUNK / image)));
  return { images, scratch: images * (positions + image) };
}

/** batch, height, width and channels of the input, then the filter's size, as the kernels take them. */
export const inputNumbers = (info: ConvInfo): number[] => [
  info.batchSize,
  info.inHeight,
  info.inWidth,
  info.inChannels,
];

/** The output's size, strides, dilations and the padding before the input. */
export const positionNumbers = (info: ConvInfo): number[] => [
  info.outHeight,
  info.outWidth,
  info.strideHeight,
  info.strideWidth,
  info.dilationHeight,
  info.dilationWidth,
  info.padInfo.top,
  info.padInfo.left,
];
