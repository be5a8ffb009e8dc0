/**
 * The 36 known architectures on which GPT-NAS fine-tunes (Yu et al. 2023, section 3.2), as lists of their blocks. They are
 * those that torchvision offers under these names.
 *
 * They are brought to toy size by one rule: every number of blocks in a stage and every width is replaced by its square
 * root, rounded to a whole number or to the nearest width there is, the lower of two. Windows of more than 5 become 5. Ways round that the
 * table's blocks do not hold (those of EfficientNet) are left out, as they are from the paper's records.
 */
import type { LayerSequence } from '../../ports.ts';
import { type Block, type BlockKind, type Genome, variantsOf, WIDTHS } from './blocks.ts';
import { sequenceOf } from './vocabulary.ts';

interface KnownNetwork {
  readonly name: string;
  readonly genome: Genome;
}

const toyDepth = (blocks: number): number => Math.max(1, Math.round(Math.sqrt(blocks)));

function toyWidth(width: number): number {
  const wanted = Math.sqrt(width);
  return WIDTHS.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
}

/** @param settings of the published network; what is left out is what every block of the kind has */
function block(kind: BlockKind, settings: { width?: number; kernel?: number; stride?: number } = {}): Block {
  const width = settings.width ? toyWidth(settings.width) : 0;
  const kernel = settings.kernel && Math.min(settings.kernel, 5);
  const found = variantsOf(kind).find(
    (each) =>
      each.width === width &&
      (kernel === undefined || each.kernel === kernel) &&
      (settings.stride === undefined || each.stride === settings.stride),
  );
  if (!found) throw new RangeError(`${kind} has no such settings: ${JSON.stringify(settings)}`);
  return found;
}

/** @param stride of the first block; that of the others is 1 */
const stage = (depth: number, stride: number, each: (stride: number) => Genome): Genome =>
  Array.from({ length: toyDepth(depth) }, (_, index) => each(index === 0 ? stride : 1)).flat();

const convNormReLU = (width: number, kernel: number, stride: number): Genome => [
  block('Conv', { width, kernel, stride }),
  block('BatchNorm'),
  block('ReLU'),
];

const maxPool = block('MaxPool', { kernel: 3 });

/** Width, window, stride, expansion and number of blocks in each stage of B0 (Tan and Le 2019, Table 1). */
const EFFICIENT_STAGES = [
  [16, 3, 1, 1, 1],
  [24, 3, 2, 6, 2],
  [40, 5, 2, 6, 2],
  [80, 3, 2, 6, 3],
  [112, 5, 1, 6, 3],
  [192, 5, 2, 6, 4],
  [320, 3, 1, 6, 1],
] as const;

/** Expand, filter each channel, weigh the channels, project. */
function efficientNet(name: string, wider: number, deeper: number): KnownNetwork {
  const scaled = (width: number) => 8 * Math.round((width * wider) / 8);
  let from = scaled(32);
  const stages = EFFICIENT_STAGES.flatMap(([base, kernel, first, expansion, depth]) => {
    const width = scaled(base);
    return stage(Math.ceil(depth * deeper), first, (stride) => {
      const expanded = from * expansion;
      from = width;
      return [
        ...(expansion > 1 ? [block('ConvNormActivation', { width: expanded, kernel: 1, stride: 1 })] : []),
        block('ConvNormActivation', { kernel, stride }),
        block('SqueezeExcitation'),
        block('ConvNormActivation', { width, kernel: 1, stride: 1 }),
      ];
    });
  });
  return {
    name: `EfficientNet-${name}`,
    genome: [
      block('ConvNormActivation', { width: scaled(32), kernel: 3, stride: 2 }),
      ...stages,
      block('ConvNormActivation', { width: scaled(1280), kernel: 1, stride: 1 }),
    ],
  };
}

const inceptions = (...widths: readonly number[]): Genome =>
  widths.slice(-toyDepth(widths.length)).map((width) => block('Inception', { width }));

/** Szegedy et al. 2015, Table 1; of the modules of a stage, the last ones stay. */
const GOOGLENET: KnownNetwork = {
  name: 'GoogLeNet',
  genome: [
    block('ConvNormActivation', { width: 64, kernel: 7, stride: 2 }),
    maxPool,
    block('ConvNormActivation', { width: 64, kernel: 1, stride: 1 }),
    block('ConvNormActivation', { width: 192, kernel: 3, stride: 1 }),
    maxPool,
    ...inceptions(256, 480),
    maxPool,
    ...inceptions(512, 512, 512, 528, 832),
    maxPool,
    ...inceptions(832, 1024),
    block('AvgPool', { kernel: 2 }),
  ],
};

/** Depth, w_0, w_a, w_m (Radosavovic et al. 2020, section 3.3; the values are those of the published models). */
const REGNETS: readonly (readonly [string, number, number, number, number])[] = [
  ['X-400MF', 22, 24, 24.48, 2.54],
  ['X-800MF', 16, 56, 35.73, 2.28],
  ['X-1.6GF', 18, 80, 34.01, 2.25],
  ['X-3.2GF', 25, 88, 26.31, 2.25],
  ['X-8GF', 23, 80, 49.56, 2.88],
  ['X-16GF', 22, 216, 55.59, 2.1],
  ['X-32GF', 23, 320, 69.86, 2.0],
  ['Y-400MF', 16, 48, 27.89, 2.09],
  ['Y-800MF', 14, 56, 38.84, 2.4],
  ['Y-1.6GF', 27, 48, 20.71, 2.65],
  ['Y-3.2GF', 21, 80, 42.63, 2.66],
  ['Y-8GF', 17, 192, 76.82, 2.19],
  ['Y-16GF', 18, 200, 106.23, 2.48],
  ['Y-32GF', 20, 232, 115.89, 2.53],
];

/** Widths grow linearly with depth and are then rounded to w_0 w_m^s, which makes the stages. */
function regNet([name, depth, w0, wa, wm]: (typeof REGNETS)[number]): KnownNetwork {
  const widths = Array.from({ length: depth }, (_, index) => {
    const power = Math.round(Math.log((w0 + wa * index) / w0) / Math.log(wm));
    return 8 * Math.round((w0 * wm ** power) / 8);
  });
  return {
    name: `RegNet${name}`,
    genome: [
      block('Stem', { width: 32 }),
      ...[...new Set(widths)].flatMap((width) =>
        stage(widths.filter((each) => each === width).length, 2, (stride) => [
          block('ResBottleneckBlock', { width, stride }),
          ...(name.startsWith('Y') ? [block('SqueezeExcitation')] : []),
        ]),
      ),
    ],
  };
}

/** The four stages of a network like a ResNet (He et al. 2016, Table 1). */
function resNet(name: string, kind: BlockKind, depths: readonly number[], firstWidth: number): KnownNetwork {
  return {
    name,
    genome: [
      ...convNormReLU(64, 7, 2),
      maxPool,
      ...depths.flatMap((depth, index) =>
        stage(depth, index === 0 ? 1 : 2, (stride) => [
          block(kind, { width: firstWidth * 2 ** index, stride }),
        ]),
      ),
    ],
  };
}

/** Ma et al. 2018, Table 5. */
const shuffleNet = (name: string, widths: readonly number[], last: number): KnownNetwork => ({
  name: `ShuffleNetV2-${name}`,
  genome: [
    ...convNormReLU(24, 3, 2),
    maxPool,
    ...widths.flatMap((width, index) =>
      stage(index === 1 ? 8 : 4, 2, (stride) => [block('InvertedResidual', { width, stride })]),
    ),
    ...convNormReLU(last, 1, 1),
  ],
});

export const KNOWN_NETWORKS: readonly KnownNetwork[] = [
  efficientNet('B0', 1, 1),
  efficientNet('B1', 1, 1.1),
  efficientNet('B2', 1.1, 1.2),
  efficientNet('B3', 1.2, 1.4),
  efficientNet('B4', 1.4, 1.8),
  efficientNet('B5', 1.6, 2.2),
  efficientNet('B6', 1.8, 2.6),
  efficientNet('B7', 2, 3.1),
  GOOGLENET,
  ...REGNETS.map(regNet),
  resNet('ResNet-18', 'BasicBlock', [2, 2, 2, 2], 64),
  resNet('ResNet-34', 'BasicBlock', [3, 4, 6, 3], 64),
  resNet('ResNet-50', 'Bottleneck', [3, 4, 6, 3], 256),
  resNet('ResNet-101', 'Bottleneck', [3, 4, 23, 3], 256),
  resNet('ResNet-152', 'Bottleneck', [3, 8, 36, 3], 256),
  resNet('ResNeXt-50', 'GroupedBottleneck', [3, 4, 6, 3], 256),
  resNet('ResNeXt-101', 'GroupedBottleneck', [3, 4, 23, 3], 256),
  shuffleNet('x0.5', [48, 96, 192], 1024),
  shuffleNet('x1.0', [116, 232, 464], 1024),
  shuffleNet('x1.5', [176, 352, 704], 1024),
  shuffleNet('x2.0', [244, 488, 976], 2048),
  resNet('Wide-ResNet-50', 'WideBottleneck', [3, 4, 6, 3], 256),
  resNet('Wide-ResNet-101', 'WideBottleneck', [3, 4, 23, 3], 256),
];

/** The corpus for fine-tuning. */
export const knownSequences = (): readonly LayerSequence[] =>
  KNOWN_NETWORKS.map(({ genome }) => sequenceOf(genome));
