import type { ConvInfo } from '../fused/geometry.ts';

/** Names of what tells a convolution's or a pooling's window, as uniforms of a program. */
export const WINDOW = [
  ...['images', 'inHeight', 'inWidth', 'inChannels', 'outHeight', 'outWidth', 'outChannels'],
  ...['filterHeight', 'filterWidth', 'strideHeight', 'strideWidth', 'dilationHeight', 'dilationWidth'],
  ...['padTop', 'padLeft'],
];

/** Their values. */
export const windowSizes = (info: ConvInfo): number[] => [
  ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels],
  ...[info.outHeight, info.outWidth, info.outChannels],
  ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
  ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
];

/**
 * WGSL: the output position along an axis whose window has a given tap at a position of the input, or -1 for none;
 * and where a tap of an output position's window is in the input, or -1 for outside.
 */
export const WINDOW_FUNCTIONS = `
fn outAt(at: i32, tap: i32, stride: i32, dilation: i32, pad: i32, size: i32) -> i32 {
  let start = at + pad - tap * dilation;
  if (start < 0 || start % stride != 0 || start / stride >= size) { return -1; }
  return start / stride;
}
fn inAt(out: i32, tap: i32, stride: i32, dilation: i32, pad: i32, size: i32) -> i32 {
  let at = out * stride + tap * dilation - pad;
  return select(-1, at, at >= 0 && at < size);
}
fn outRow(at: i32, tap: i32) -> i32 {
  return outAt(at, tap, n.strideHeight, n.dilationHeight, n.padTop, n.outHeight);
}
fn outColumn(at: i32, tap: i32) -> i32 {
  return outAt(at, tap, n.strideWidth, n.dilationWidth, n.padLeft, n.outWidth);
}
fn inRow(out: i32, tap: i32) -> i32 {
  return inAt(out, tap, n.strideHeight, n.dilationHeight, n.padTop, n.inHeight);
}
fn inColumn(out: i32, tap: i32) -> i32 {
  return inAt(out, tap, n.strideWidth, n.dilationWidth, n.padLeft, n.inWidth);
}
`;

/**
 * WGSL: gives `dx[i]` the `sum` that a statement makes over the windows that the i-th number of the input is in, channel
 * by channel. It knows `fy` and `fx`, the tap; `example`, `row` and `column`, the output position; `channel`, of which
 * there are `multiplier` results; and `at`, where the first of these lies.
 */
export const sumOverWindows = (statement: string): string => `
  let channel = i % n.inChannels;
  let position = i / n.inChannels;
  let example = position / (n.inWidth * n.inHeight);
  let multiplier = n.outChannels / n.inChannels;
  var sum = 0.0;
  for (var fy = 0; fy < n.filterHeight; fy++) {
    let row = outRow(position / n.inWidth % n.inHeight, fy);
    if (row < 0) { continue; }
    for (var fx = 0; fx < n.filterWidth; fx++) {
      let column = outColumn(position % n.inWidth, fx);
      if (column < 0) { continue; }
      let at = ((example * n.outHeight + row) * n.outWidth + column) * n.outChannels + channel * multiplier;
      ${statement}
    }
  }
  dx[i] = sum;`;
