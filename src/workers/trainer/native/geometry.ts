import type { ConvInfo } from '../fused/geometry.ts';

/** Floats of the images that the kernels take at once; with their filters they fit the first-level cache. */
const CHUNK = 4096;

/** How a kernel walks over images: so many at a time, each copied with its padding about it. */
export interface Walk {
  readonly images: number;
  /** Floats of working memory for the copies and the list of their windows. */
  readonly scratch: number;
}

/**
 * Images as many as keep to the cache.
 *
 * @param positions of a filter over an image
 * @param image floats of an image as it is read
 * @param more floats that are kept for an image beside it
 */
export function planOf({ batchSize }: ConvInfo, positions: number, image: number, more: number): Walk {
  const images = Math.max(1, Math.min(batchSize, Math.floor(CHUNK / (image + more))));
  return { images, scratch: images * (positions + image + more) };
}

/** @param more floats that the kernel keeps for each output position, beside the image */
export function planWalk(info: ConvInfo, more = 0): Walk {
  const positions = info.outHeight * info.outWidth;
  const height = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  const image = Math.max(height * width, info.inHeight * info.inWidth) * info.inChannels;
  return planOf(info, positions, image, positions * more);
}

/** The walk from the output's gradient back to the input's, by phases of the strides (c/phases.h). */
export function planWalkBack(info: ConvInfo): Walk {
  const axis = (size: number, taps: number, stride: number, dilation: number) => {
    const shared = greatestCommonDivisor(stride, dilation);
    const positions = Math.ceil(size / stride);
    const reach = (Math.ceil((taps * shared) / stride) - 1) * (dilation / shared);
    return [positions, positions + reach] as const;
  };
  const [rows, height] = axis(info.inHeight, info.filterHeight, info.strideHeight, info.dilationHeight);
  const [columns, width] = axis(info.inWidth, info.filterWidth, info.strideWidth, info.dilationWidth);
  const positions = rows * columns;
  const image = Math.max(height * width, info.outHeight * info.outWidth) * info.outChannels;
  const isWhole = info.strideHeight === 1 && info.strideWidth === 1;
  return planOf(info, positions, image, isWhole ? 0 : positions * info.inChannels);
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** A convolution's sizes in the order in which the kernels take them. */
export const sizesOf = (info: ConvInfo, isDepthwise: boolean): number[] => [
  info.batchSize,
  info.inHeight,
  info.inWidth,
  info.inChannels,
  isDepthwise ? info.outChannels / info.inChannels : info.outChannels,
  info.filterHeight,
  info.filterWidth,
  info.outHeight,
  info.outWidth,
  info.strideHeight,
  info.strideWidth,
  info.dilationHeight,
  info.dilationWidth,
  info.padInfo.top,
  info.padInfo.left,
];
