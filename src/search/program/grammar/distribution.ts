/** What random programs are drawn from: every choice with its weight, in one place. */

export type Family = 'convolutional' | 'dense' | 'recurrent';
export type BlockKind = 'plain' | 'residual' | 'branches' | 'separable' | 'depthwise';
export type Normalization = 'none' | 'batchNormalization' | 'layerNormalization';
export type Reduction = 'none' | 'strides' | 'maxPooling' | 'averagePooling';
export type Head = 'flatten' | 'globalAveragePooling' | 'globalMaxPooling';

type Weighted<T> = readonly (readonly [T, number])[];

/**
 * Widths are drawn evenly from ladders with steps of about a third, that is log-uniformly, so that small networks are
 * as likely as large ones and every column of the archive can be reached.
 */
export const GRAMMAR = {
  /** A recurrent network takes over ten times as long to train as a convolutional one. */
  family: [
    ['convolutional', 0.8],
    ['dense', 0.15],
    ['recurrent', 0.05],
  ] as Weighted<Family>,
  activation: [
    ['relu', 0.4],
    ['gelu', 0.15],
    ['swish', 0.15],
    ['elu', 0.1],
    ['selu', 0.05],
    ['tanh', 0.15],
  ] as Weighted<string>,
  normalization: [
    ['none', 0.55],
    ['batchNormalization', 0.35],
    ['layerNormalization', 0.1],
  ] as Weighted<Normalization>,
  head: [
    ['flatten', 0.5],
    ['globalAveragePooling', 0.35],
    ['globalMaxPooling', 0.15],
  ] as Weighted<Head>,
  /** Chance of one more dense layer before the output, and of dropout there. */
  denseBeforeOutput: 0.3,
  dropoutBeforeOutput: 0.25,
  dropoutRates: [0.1, 0.2, 0.3, 0.5],
  convolutional: {
    blocks: [
      [1, 0.15],
      [2, 0.25],
      [3, 0.3],
      [4, 0.2],
      [5, 0.1],
    ] as Weighted<number>,
    /** Separable and depthwise layers exist in TF.js for images only; on sequences their weight goes to the others. */
    block: [
      ['plain', 0.55],
      ['residual', 0.2],
      ['branches', 0.1],
      ['separable', 0.1],
      ['depthwise', 0.05],
    ] as Weighted<BlockKind>,
    filters: [4, 6, 8, 12, 16, 24, 32, 48, 64],
    /** Of the filters, from a block that reduces the resolution to the next. */
    growth: [
      [1, 0.5],
      [1.5, 0.2],
      [2, 0.3],
    ] as Weighted<number>,
    kernel: [
      [3, 0.5],
      [5, 0.35],
      [7, 0.15],
    ] as Weighted<number>,
    reduction: [
      ['strides', 0.45],
      ['maxPooling', 0.2],
      ['averagePooling', 0.1],
      ['none', 0.25],
    ] as Weighted<Reduction>,
  },
  dense: {
    layers: [
      [1, 0.35],
      [2, 0.4],
      [3, 0.25],
    ] as Weighted<number>,
    units: [8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256],
    /** Chance that a layer of the same width is bridged by an addition. */
    skip: 0.3,
  },
  recurrent: {
    cell: [
      ['gru', 0.6],
      ['lstm', 0.4],
    ] as Weighted<'gru' | 'lstm'>,
    units: [4, 6, 8, 12, 16],
    /** The sequence is shortened by strided convolutions until it has at most so many steps. */
    mostSteps: 20,
  },
  /** Far within the sandbox's limits, so that a sample trains in seconds on the slowest backend. */
  mostFlops: 2e7,
  mostParams: 300_000,
} as const;
