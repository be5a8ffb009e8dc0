/** Networks as layer records: the form in which the GPT of GPT-NAS reads them (Yu et al. 2023, section 3.1). */
import { type Block, type BlockKind, CARDINALITY, channelsAfter, type Genome } from './blocks.ts';

/**
 * One layer with the paper's properties for its family; `in` and `out` are channels or units. A layer's `id` is its
 * place in the sequence. Every window is padded to keep the size, and none is dilated.
 */
export type LayerRecord =
  | {
      readonly family: 'conv';
      readonly in: number;
      readonly out: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: 'same';
      readonly dilation: 1;
      /** 1 for an ordinary convolution, `in` for a depthwise one. */
      readonly groups: number;
      readonly bias: boolean;
    }
  | {
      readonly family: 'pool';
      readonly type: 'max' | 'average' | 'global-average';
      readonly in: number;
      readonly out: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: 'same';
      readonly dilation: 1;
    }
  | { readonly family: 'fc'; readonly in: number; readonly out: number }
  | {
      readonly family: 'other';
      readonly name: OtherName;
      readonly in: number;
      readonly out: number;
    };

export type OtherName = 'BatchNorm' | 'ReLU' | 'Sigmoid' | 'Add' | 'Multiply' | 'Concatenate';

interface ConvSettings {
  readonly stride?: number;
  readonly groups?: number;
  readonly bias?: boolean;
}

const conv = (
  from: number,
  out: number,
  kernel: number,
  { stride = 1, groups = 1, bias = false }: ConvSettings = {},
): LayerRecord => ({
  family: 'conv',
  in: from,
  out,
  kernel,
  stride,
  padding: 'same',
  dilation: 1,
  groups,
  bias,
});

const depthwise = (channels: number, kernel: number, stride: number) =>
  conv(channels, channels, kernel, { stride, groups: channels });

const pool = (
  type: Extract<LayerRecord, { family: 'pool' }>['type'],
  channels: number,
  kernel: number,
  stride: number,
): LayerRecord => ({
  family: 'pool',
  type,
  in: channels,
  out: channels,
  kernel,
  stride,
  padding: 'same',
  dilation: 1,
});

const other = (name: OtherName, channels: number, from = channels): LayerRecord => ({
  family: 'other',
  name,
  in: from,
  out: channels,
});

const norm = (channels: number) => other('BatchNorm', channels);
const relu = (channels: number) => other('ReLU', channels);
const normed = (layer: LayerRecord) => [layer, norm(layer.out)];
const activated = (layer: LayerRecord) => [layer, norm(layer.out), relu(layer.out)];

/** A residual sum; the way round is a convolution where shapes differ. */
const summed = ({ width, stride }: Block, from: number): readonly LayerRecord[] => [
  ...(stride > 1 || from !== width ? normed(conv(from, width, 1, { stride })) : []),
  other('Add', width),
  relu(width),
];

/** The three bottlenecks differ in their inner width. */
const bottleneck = (block: Block, from: number, inner: number): readonly LayerRecord[] => [
  ...activated(conv(from, inner, 1)),
  ...activated(conv(inner, inner, 3, { stride: block.stride })),
  ...normed(conv(inner, block.width, 1)),
  ...summed(block, from),
];

/** The layers before the groups have no normalisation, which keeps the network's four paths short. */
const grouped = (block: Block, from: number, inner: number): readonly LayerRecord[] => [
  conv(from, inner, 1),
  relu(inner),
  ...activated(conv(inner, inner, 3, { stride: block.stride, groups: CARDINALITY })),
  ...normed(conv(inner, block.width, 1)),
  ...summed(block, from),
];

/** Units of the narrow layer in a squeeze-excitation (Hu et al. 2018 divide by 16, EfficientNet by 4). */
export const squeezed = (channels: number): number => Math.max(1, Math.floor(channels / 4));

const RECORDS: Readonly<Record<BlockKind, (block: Block, from: number) => readonly LayerRecord[]>> = {
  ConvNormActivation: ({ width, kernel, stride }, from) =>
    activated(width === 0 ? depthwise(from, kernel, stride) : conv(from, width, kernel, { stride })),
  SqueezeExcitation: (_block, from) => [
    pool('global-average', from, 0, 1),
    { family: 'fc', in: from, out: squeezed(from) },
    relu(squeezed(from)),
    { family: 'fc', in: squeezed(from), out: from },
    other('Sigmoid', from),
    other('Multiply', from),
  ],
  Inception: ({ width }, from) => {
    const [branch, reduced] = [width / 4, width / 8];
    return [
      ...activated(conv(from, branch, 1)),
      ...activated(conv(from, reduced, 1)),
      ...activated(conv(reduced, branch, 3)),
      ...activated(conv(from, reduced, 1)),
      ...activated(conv(reduced, branch, 5)),
      pool('max', from, 3, 1),
      ...activated(conv(from, branch, 1)),
      other('Concatenate', width, branch),
    ];
  },
  AvgPool: ({ kernel, stride }, from) => [pool('average', from, kernel, stride)],
  ResBottleneckBlock: (block, from) => grouped(block, from, block.width),
  Stem: ({ width, kernel, stride }, from) => activated(conv(from, width, kernel, { stride })),
  Bottleneck: (block, from) => bottleneck(block, from, block.width / 4),
  BasicBlock: (block, from) => [
    ...activated(conv(from, block.width, 3, { stride: block.stride })),
    ...normed(conv(block.width, block.width, 3)),
    ...summed(block, from),
  ],
  GroupedBottleneck: (block, from) => grouped(block, from, block.width / 2),
  InvertedResidual: ({ width, stride }, from) => {
    const half = width / 2;
    return [
      ...(stride > 1 ? normed(depthwise(from, 3, stride)) : []),
      ...activated(conv(from, half, 1)),
      ...activated(conv(from, half, 1)),
      ...normed(depthwise(half, 3, stride)),
      ...activated(conv(half, half, 1)),
      other('Concatenate', width, half),
    ];
  },
  WideBottleneck: (block, from) => bottleneck(block, from, block.width / 2),
  MaxPool: ({ kernel, stride }, from) => [pool('max', from, kernel, stride)],
  BatchNorm: (_block, from) => [norm(from)],
  ReLU: (_block, from) => [relu(from)],
  Conv: ({ width, kernel, stride }, from) => [conv(from, width, kernel, { stride, bias: true })],
};

/** The layers of a block into which so many channels come, branches one after another, the way round last. */
export const recordsOf = (block: Block, channels: number): readonly LayerRecord[] =>
  RECORDS[block.kind](block, channels);

/** The layers of each block of a network whose input has so many channels. */
export function recordsByBlock(genome: Genome, channels: number): readonly (readonly LayerRecord[])[] {
  let from = channels;
  return genome.map((block) => {
    const records = recordsOf(block, from);
    from = channelsAfter(block, from);
    return records;
  });
}
