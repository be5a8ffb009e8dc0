/**
 * The blocks that GPT-NAS puts together (Yu et al. 2023, Table II), at toy size. The table has fifteen rows and thirteen
 * names, for it counts the bottleneck three times; the three differ here as they do in their papers.
 */

/** In the order of the table; the place in it is what the classifier answers. */
export const BLOCK_KINDS = [
  'ConvNormActivation', // EfficientNet
  'SqueezeExcitation',
  'Inception', // GoogLeNet
  'AvgPool',
  'ResBottleneckBlock', // RegNet
  'Stem',
  'Bottleneck', // ResNet
  'BasicBlock',
  'GroupedBottleneck', // ResNeXt
  'InvertedResidual', // ShuffleNet
  'WideBottleneck', // Wide-ResNet
  'MaxPool', // common to several
  'BatchNorm',
  'ReLU',
  'Conv',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Channels that a block may put out. All are multiples of 8, so that quarters and halved quarters are whole. */
export const WIDTHS = [8, 16, 24, 32, 48] as const;

/** Grouped convolutions have so many groups (ResNeXt has 32). */
export const CARDINALITY = 4;

export interface Block {
  readonly kind: BlockKind;
  /**
   * Channels put out; 0 stands for as many as come in. A `ConvNormActivation` of width 0 is depthwise, as the middle one
   * in EfficientNet's blocks.
   */
  readonly width: number;
  /** Size of its largest window, along each axis. */
  readonly kernel: number;
  readonly stride: number;
}

/** A network as a list of blocks; a classifier of global average pooling and a dense layer follows. */
export type Genome = readonly Block[];

const KEEPING = [0];
const STRIDES = [1, 2];

/** The settings that each kind may have, as [widths, kernels, strides]. */
const SETTINGS: Readonly<
  Record<BlockKind, readonly [readonly number[], readonly number[], readonly number[]]>
> = {
  ConvNormActivation: [WIDTHS, [1, 3, 5], STRIDES],
  SqueezeExcitation: [KEEPING, [1], [1]],
  Inception: [WIDTHS, [5], [1]],
  AvgPool: [KEEPING, [2, 3], [2]],
  ResBottleneckBlock: [WIDTHS, [3], STRIDES],
  Stem: [WIDTHS, [3], [2]],
  Bottleneck: [WIDTHS, [3], STRIDES],
  BasicBlock: [WIDTHS, [3], STRIDES],
  GroupedBottleneck: [WIDTHS, [3], STRIDES],
  InvertedResidual: [WIDTHS, [3], STRIDES],
  WideBottleneck: [WIDTHS, [3], STRIDES],
  MaxPool: [KEEPING, [2, 3], [2]],
  BatchNorm: [KEEPING, [1], [1]],
  ReLU: [KEEPING, [1], [1]],
  Conv: [WIDTHS, [1, 3, 5], STRIDES],
};

const combined = (
  kind: BlockKind,
  [widths, kernels, strides]: (typeof SETTINGS)[BlockKind],
): readonly Block[] =>
  widths.flatMap((width) =>
    kernels.flatMap((kernel) => strides.map((stride) => ({ kind, width, kernel, stride }))),
  );

const VARIANTS = new Map<BlockKind, readonly Block[]>(
  BLOCK_KINDS.map((kind) => {
    const depthwise = kind === 'ConvNormActivation' ? combined(kind, [KEEPING, [3, 5], STRIDES]) : [];
    return [kind, [...combined(kind, SETTINGS[kind]), ...depthwise]];
  }),
);

/** Every block of a kind, in a fixed order. */
export const variantsOf = (kind: BlockKind): readonly Block[] => VARIANTS.get(kind) ?? [];

/** e.g. `BasicBlock 16 s2`: the width and what else is not the same for every block of the kind. */
export function labelOf({ kind, width, kernel, stride }: Block): string {
  const [widths, kernels] = SETTINGS[kind];
  const isDepthwise = kind === 'ConvNormActivation' && width === 0;
  return [
    kind,
    ...(isDepthwise ? ['depthwise'] : widths === KEEPING ? [] : [width]),
    ...(kernels.length > 1 ? [`k${kernel}`] : []),
    ...(stride > 1 ? [`s${stride}`] : []),
  ].join(' ');
}

const BY_LABEL = new Map(
  [...VARIANTS.values()].flat().map((block): [string, Block] => [labelOf(block), block]),
);

/** @throws RangeError for a text that labels no block */
export function blockOf(label: string): Block {
  const block = BY_LABEL.get(label);
  if (!block) throw new RangeError(`no block is called ${label}`);
  return block;
}

export const sameBlock = (a: Block, b: Block): boolean => labelOf(a) === labelOf(b);

/** Channels after a block. */
export const channelsAfter = ({ width }: Block, channels: number): number => width || channels;
