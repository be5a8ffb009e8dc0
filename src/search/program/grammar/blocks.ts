import { channelsOf } from '../../graph/shape.ts';
import type { Rng } from '../../random/rng.ts';
import { type BlockKind, GRAMMAR } from './distribution.ts';
import type { Config, Named, ProgramWriter } from './writer.ts';

/** What the layers of one block share. */
interface Settings {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly activation: string;
  readonly norm: 'none' | 'batchNormalization' | 'layerNormalization';
}

/** An activation as a setting, where it has a name as one; `leakyReLU` is a layer only. */
export const named = (activation: string): Config => (activation === 'leakyReLU' ? {} : { activation });

export function activate(net: ProgramWriter, activation: string): void {
  if (activation === 'leakyReLU') net.then('leakyReLU');
  else net.then('activation', { activation });
}

/** A layer, its activation and its normalisation, in one of the two usual orders. */
export function layerWithNorm(
  net: ProgramWriter,
  rng: Rng,
  factory: string,
  config: Config,
  { activation, norm }: Pick<Settings, 'activation' | 'norm'>,
): void {
  const normFirst = norm !== 'none' && rng.chance(0.5);
  if (normFirst || activation === 'leakyReLU') {
    net.then(factory, config);
    if (normFirst) net.then(norm);
    activate(net, activation);
  } else {
    net.then(factory, { ...config, activation });
  }
  if (norm !== 'none' && !normFirst) net.then(norm);
}

/** One block of a convolutional network on its main path, [length, channels] or [height, width, channels]. */
export function writeBlock(net: ProgramWriter, rng: Rng, kind: BlockKind, filters: number): void {
  const table = GRAMMAR.convolutional;
  const room = Math.min(...net.shape.slice(0, -1));
  const kernelSize = Math.min(rng.pickWeighted(table.kernel), room);
  const strides = Math.min(rng.pickWeighted(table.strides), room);
  const settings: Settings = {
    filters,
    kernelSize,
    strides,
    activation: rng.pickWeighted(GRAMMAR.activation),
    norm: rng.pickWeighted(GRAMMAR.norm),
  };
  BLOCKS[kind](net, rng, settings);
  const pool = rng.pickWeighted(table.pool);
  if (pool !== 'none' && strides === 1 && Math.min(...net.shape.slice(0, -1)) >= 4) {
    net.then(`${pool}Pooling${rankOf(net)}d`, { poolSize: 2 });
  }
  if (rng.chance(table.dropout)) net.then('dropout', { rate: rng.pick(GRAMMAR.dropoutRate) });
}

/** 1 for sequences, 2 for images. */
export const rankOf = (net: ProgramWriter): number => net.shape.length - 1;

export const convOf = (net: ProgramWriter): string => `conv${rankOf(net)}d`;

/** As a setting, where they are not the usual 1. */
export const stridesOf = (strides: number): Config => (strides > 1 ? { strides } : {});

const same = { padding: 'same' } as const;

const BLOCKS: Readonly<Record<BlockKind, (net: ProgramWriter, rng: Rng, settings: Settings) => void>> = {
  plain(net, rng, settings) {
    const { filters, kernelSize, strides } = settings;
    const padding = rng.pickWeighted(GRAMMAR.convolutional.padding);
    const config = {
      filters,
      kernelSize,
      ...stridesOf(strides),
      ...(padding === 'same' ? same : {}),
    };
    layerWithNorm(net, rng, convOf(net), config, settings);
  },

  /** Two convolutions beside the identity (He et al. 2016), which is projected where the shape changes. */
  residual(net, rng, settings) {
    const { filters, kernelSize, strides, activation, norm } = settings;
    const conv = convOf(net);
    const before = net.keep('skip');
    const changes = channelsOf(net.shape) !== filters || strides > 1;
    layerWithNorm(net, rng, conv, { filters, kernelSize, ...stridesOf(strides), ...same }, settings);
    net.then(conv, { filters, kernelSize, ...same });
    if (norm !== 'none') net.then(norm);
    const projection = { filters, kernelSize: 1, ...stridesOf(strides), ...same };
    const shortcut = changes ? net.aside('shortcut', conv, projection, before) : before;
    net.merge('add', [net.end, shortcut]);
    if (rng.chance(0.7)) activate(net, activation);
  },

  /** Two or three convolutions of different kernels side by side (Szegedy et al. 2015). */
  branched(net, rng, { filters, strides, activation, norm }) {
    const conv = convOf(net);
    const kernels = rng.sample([1, 3, 5, 7], 2 + rng.int(2));
    const each = Math.max(2, Math.round(filters / kernels.length));
    const from = net.keep('stem');
    const branches: readonly Named[] = kernels.map((kernelSize) =>
      net.aside(
        'branch',
        conv,
        { filters: each, kernelSize, ...stridesOf(strides), ...same, ...named(activation) },
        from,
      ),
    );
    net.merge('concatenate', branches);
    if (norm !== 'none') net.then(norm);
  },

  separable(net, rng, settings) {
    if (rankOf(net) === 1) return BLOCKS.plain(net, rng, settings);
    const { filters, kernelSize, strides } = settings;
    layerWithNorm(
      net,
      rng,
      'separableConv2d',
      { filters, kernelSize, ...stridesOf(strides), ...same },
      settings,
    );
  },

  depthwise(net, rng, settings) {
    if (rankOf(net) === 1) return BLOCKS.plain(net, rng, settings);
    const { filters, kernelSize, strides } = settings;
    net.then('depthwiseConv2d', { kernelSize, ...stridesOf(strides), ...same });
    layerWithNorm(net, rng, 'conv2d', { filters, kernelSize: 1 }, settings);
  },

  /** A convolution whose channels are weighed by what the whole input holds (Hu et al. 2018). */
  gated(net, rng, settings) {
    BLOCKS.plain(net, rng, settings);
    const channels = channelsOf(net.shape);
    const rank = rankOf(net);
    const features = net.keep('features');
    const squeezed = net.aside('squeezed', `globalAveragePooling${rank}d`, {}, features);
    const gate = net.aside('gate', 'dense', { units: channels, activation: 'sigmoid' }, squeezed);
    const targetShape = [...Array.from({ length: rank }, () => 1), channels];
    const wide = net.aside('weights', 'reshape', { targetShape }, gate);
    net.merge('multiply', [features, wide]);
  },
};
