import { GraphFault } from '../fault.ts';

export type Padding = 'valid' | 'same';

/** Positions of a sliding window along each axis. @throws GraphFault `shape` when it fits nowhere */
export function windowPositions(
  sizes: readonly number[],
  window: readonly number[],
  strides: readonly number[],
  padding: Padding,
): readonly number[] {
  return sizes.map((size, axis) => {
    const width = window[axis] ?? 1;
    const room = padding === 'same' ? size : size - width + 1;
    if (room < 1) {
      throw new GraphFault('shape', { kind: 'window-too-wide', window: width, size });
    }
    const stride = strides[axis] ?? 1;
    return Math.floor((room + stride - 1) / stride);
  });
}

/** `5` or `5x3`. */
export const windowText = (window: readonly number[]): string =>
  window.every((size) => size === window[0]) ? String(window[0]) : window.join('x');

export const stridesDetail = (strides: readonly number[]): readonly string[] =>
  strides.every((stride) => stride === 1) ? [] : [`stride ${windowText(strides)}`];

export const paddingDetail = (padding: Padding): readonly string[] => (padding === 'same' ? ['same'] : []);
