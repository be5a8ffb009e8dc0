import type { Architecture } from '../../domain.ts';

/** Kinds of layer that are counted; what is none of them counts in depth alone. */
const COUNTED = [
  /^Conv/,
  /^(Depthwise|Separable)/,
  /^Dense$/,
  /Pool/,
  /Norm/,
  /^(LSTM|GRU|SimpleRNN|Bidirectional)/,
  /^(Add|Concatenate)$/,
  /Dropout/,
];

/**
 * A network as a row for a predictor: logarithms of parameters, FLOPs and activation bytes, width to depth, number of layers,
 * and how many there are of each of eight kinds.
 */
export function featuresOf({
  params,
  flops,
  activationBytes,
  widthToDepth,
  layers,
}: Pick<Architecture, 'params' | 'flops' | 'activationBytes' | 'widthToDepth' | 'layers'>): number[] {
  const counts = COUNTED.map((kind) => layers.filter(({ className }) => kind.test(className)).length);
  return [
    Math.log1p(params),
    Math.log1p(flops),
    Math.log1p(activationBytes),
    widthToDepth,
    layers.length,
    ...counts,
  ];
}
