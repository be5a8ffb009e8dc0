/** Kinds of layers that share a colour. */
export type LayerFamily = 'io' | 'convolution' | 'dense' | 'recurrent' | 'pool' | 'norm' | 'merge' | 'shape';

const PATTERNS: readonly [RegExp, LayerFamily][] = [
  [/^Input/, 'io'],
  [/Conv/, 'convolution'],
  [/^Dense/, 'dense'],
  [/GRU|LSTM|RNN|Bidirectional/, 'recurrent'],
  [/Pool/, 'pool'],
  [/Normalization|Dropout|Noise/, 'norm'],
  [/^(Add|Multiply|Concatenate|Average|Maximum|Minimum|Dot)$/, 'merge'],
];

/** @param className of TF.js, e.g. `Conv1D` */
export const layerFamily = (className: string): LayerFamily =>
  PATTERNS.find(([pattern]) => pattern.test(className))?.[1] ?? 'shape';
