import { channelsLast, choice, nullable, optional, perAxis } from '../keys.ts';
import { type LayerKind, layer } from '../layer.ts';
import { channelsOf, sizeOf } from '../shape.ts';
import { paddingDetail, stridesDetail, windowPositions, windowText } from './windows.ts';

const AXES = {
  1: ['length', 'channels'],
  2: ['height', 'width', 'channels'],
} as const;

/** One operation per number in the window, be it a comparison or an addition. */
const pooling = (how: 'Max' | 'Average', rank: 1 | 2): LayerKind =>
  layer({
    className: `${how}Pooling${rank}D`,
    counted: true,
    axes: AXES[rank],
    keys: {
      poolSize: optional(
        perAxis(rank),
        Array.from({ length: rank }, () => 2),
      ),
      // TF.js moves the window by its own size unless told otherwise.
      strides: nullable(perAxis(rank)),
      padding: optional(choice('valid', 'same'), 'valid'),
      ...(rank === 2 && { dataFormat: channelsLast }),
    },
    shape: ({ poolSize, strides, padding }, input) => [
      ...windowPositions(input.slice(0, -1), poolSize, strides ?? poolSize, padding),
      channelsOf(input),
    ],
    flops: ({ poolSize }, _input, output) => sizeOf(output) * sizeOf(poolSize),
    detail: ({ poolSize, strides, padding }) => [
      `window ${windowText(poolSize)}`,
      ...(strides ? stridesDetail(strides) : []),
      ...paddingDetail(padding),
    ],
  });

const globalPooling = (how: 'Max' | 'Average', rank: 1 | 2): LayerKind =>
  layer({
    className: `Global${how}Pooling${rank}D`,
    counted: true,
    axes: AXES[rank],
    keys: rank === 2 ? { dataFormat: channelsLast } : {},
    shape: (_config, input) => [channelsOf(input)],
    flops: (_config, input) => sizeOf(input),
  });

export const maxPooling1d = pooling('Max', 1);
export const maxPooling2d = pooling('Max', 2);
export const averagePooling1d = pooling('Average', 1);
export const averagePooling2d = pooling('Average', 2);
export const globalMaxPooling1d = globalPooling('Max', 1);
export const globalMaxPooling2d = globalPooling('Max', 2);
export const globalAveragePooling1d = globalPooling('Average', 1);
export const globalAveragePooling2d = globalPooling('Average', 2);
