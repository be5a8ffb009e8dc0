/**
 * The distribution that random programs are drawn from. Each entry is [choice, weight]; widths stand on ladders with
 * a constant ratio, so that an even draw is log-uniform and every size is as likely as any other.
 */
type Weighted<T> = readonly (readonly [T, number])[];

export type Family = 'convolutional' | 'dense' | 'recurrent';
export type BlockKind = 'plain' | 'residual' | 'branched' | 'separable' | 'depthwise' | 'gated';
type NormKind = 'none' | 'batchNormalization' | 'layerNormalization';
type HeadKind = 'flatten' | 'average' | 'max';

export const GRAMMAR = {
  /** Recurrent networks train ten times slower and more, so they are rare and read short sequences only. */
  family: [
    ['convolutional', 80],
    ['dense', 15],
    ['recurrent', 5],
  ] satisfies Weighted<Family>,

  convolutional: {
    blocks: [
      [1, 20],
      [2, 30],
      [3, 25],
      [4, 15],
      [5, 6],
      [6, 4],
    ] satisfies Weighted<number>,
    /** Separable and depthwise blocks are for images; on sequences, plain ones take their place. */
    block: [
      ['plain', 55],
      ['residual', 16],
      ['branched', 8],
      ['separable', 10],
      ['depthwise', 6],
      ['gated', 5],
    ] satisfies Weighted<BlockKind>,
    filters: [4, 6, 8, 12, 16, 24, 32, 48, 64, 96],
    /** From one block to the next the filters stay, or move by a step or two on their ladder. */
    filterSteps: [
      [-1, 15],
      [0, 40],
      [1, 25],
      [2, 20],
    ] satisfies Weighted<number>,
    kernel: [
      [2, 4],
      [3, 46],
      [5, 32],
      [7, 14],
      [9, 4],
    ] satisfies Weighted<number>,
    strides: [
      [1, 55],
      [2, 38],
      [3, 7],
    ] satisfies Weighted<number>,
    pool: [
      ['none', 70],
      ['max', 18],
      ['average', 12],
    ] satisfies Weighted<'none' | 'max' | 'average'>,
    padding: [
      ['same', 92],
      ['valid', 8],
    ] satisfies Weighted<'same' | 'valid'>,
    dropout: 0.06,
  },

  dense: {
    layers: [
      [0, 6],
      [1, 34],
      [2, 34],
      [3, 18],
      [4, 8],
    ] satisfies Weighted<number>,
    units: [8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384],
    skip: 0.15,
    dropout: 0.2,
  },

  recurrent: {
    cell: [
      ['gru', 65],
      ['lstm', 35],
    ] satisfies Weighted<'gru' | 'lstm'>,
    units: [4, 6, 8, 12, 16, 24, 32],
    bidirectional: 0.4,
    maxSteps: 20,
  },

  activation: [
    ['relu', 48],
    ['gelu', 14],
    ['swish', 14],
    ['elu', 9],
    ['selu', 4],
    ['leakyReLU', 4],
    ['tanh', 6],
    ['sigmoid', 1],
  ] satisfies Weighted<string>,

  norm: [
    ['none', 62],
    ['batchNormalization', 28],
    ['layerNormalization', 10],
  ] satisfies Weighted<NormKind>,

  head: {
    kind: [
      ['flatten', 55],
      ['average', 30],
      ['max', 15],
    ] satisfies Weighted<HeadKind>,
    dense: 0.3,
    units: [16, 24, 32, 48, 64, 96, 128],
    dropout: 0.15,
  },

  dropoutRate: [0.1, 0.2, 0.3, 0.5],

  /**
   * Each program must fit under a ceiling drawn log-uniformly from this range, so that small networks, which train in
   * seconds, are as common as large ones. A ceiling that is too low for the draws at hand rises by `relax` each time.
   */
  flopsCeiling: [20_000, 20_000_000],
  relax: 1.5,
} as const;
