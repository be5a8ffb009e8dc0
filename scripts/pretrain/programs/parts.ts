/** Pieces that several families are built of, on sequences [length, channels] and images [height, width, channels]. */
import { activate, convOf, rankOf, stridesOf } from '../../../src/search/program/grammar/blocks.ts';
import type { Config, Named, ProgramWriter } from '../../../src/search/program/grammar/writer.ts';
import { channelsOf } from '../../../src/search/graph/shape.ts';
import type { Rng } from '../../../src/search/random/rng.ts';

/** What one rendering of a family keeps the same throughout. */
export interface Style {
  readonly activation: string;
  readonly norm: 'none' | 'batchNormalization' | 'layerNormalization';
  readonly kernelSize: number;
}

export function drawStyle(rng: Rng, norm: number): Style {
  return {
    activation: rng.pickWeighted([
      ['relu', 6],
      ['swish', 2],
      ['gelu', 2],
      ['elu', 1],
    ]),
    norm: rng.chance(norm)
      ? rng.pickWeighted([
          ['batchNormalization', 8],
          ['layerNormalization', 2],
        ])
      : 'none',
    kernelSize: rng.pickWeighted([
      [3, 6],
      [5, 4],
      [7, 1],
    ]),
  };
}

/** Shortest spatial axis. */
export const roomOf = (net: ProgramWriter): number => Math.min(...net.shape.slice(0, -1));

interface Conv {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides?: number;
}

export const convConfig = ({ filters, kernelSize, strides = 1 }: Conv): Config => ({
  filters,
  kernelSize,
  ...stridesOf(strides),
  padding: 'same',
});

/** Convolution, normalisation where the style has one, activation. */
export function conv(net: ProgramWriter, style: Style, config: Conv): void {
  activated(net, style, convOf(net), convConfig(config));
}

/** Any layer with weights, then normalisation and activation. */
export function activated(
  net: ProgramWriter,
  { activation, norm }: Style,
  factory: string,
  config: Config,
): void {
  if (norm === 'none') {
    net.then(factory, { ...config, activation });
    return;
  }
  net.then(factory, config);
  net.then(norm);
  activate(net, activation);
}

/** Convolution and normalisation with nothing after them, as before an addition. */
export function linearConv(net: ProgramWriter, { norm }: Style, config: Conv): void {
  net.then(convOf(net), convConfig(config));
  if (norm !== 'none') net.then(norm);
}

export function pool(net: ProgramWriter, kind: 'max' | 'average', size = 2): void {
  if (roomOf(net) >= size) net.then(`${kind}Pooling${rankOf(net)}d`, { poolSize: size });
}

export const globalPool = (net: ProgramWriter, kind: 'Max' | 'Average' = 'Average'): void =>
  net.then(`global${kind}Pooling${rankOf(net)}d`);

/** To one vector, in one of the usual ways. */
export function head(net: ProgramWriter, rng: Rng, flat: number): void {
  if (rng.chance(flat)) net.then('flatten');
  else globalPool(net, rng.chance(0.75) ? 'Average' : 'Max');
  if (rng.chance(0.15)) net.then('dropout', { rate: rng.pick([0.1, 0.2, 0.3]) });
}

/** Adds what was kept to the main path, by a 1 x 1 convolution where their shapes differ. */
export function addTo(net: ProgramWriter, before: Named, strides: number): void {
  const filters = channelsOf(net.shape);
  const changes = strides > 1 || channelsOf(before.tensor.shape) !== filters;
  const shortcut = changes
    ? net.aside('shortcut', convOf(net), convConfig({ filters, kernelSize: 1, strides }), before)
    : before;
  net.merge('add', [net.end, shortcut]);
}

/** Squeeze and excitation (Hu et al. 2018). */
export function excite(net: ProgramWriter, ratio: number): void {
  const channels = channelsOf(net.shape);
  const rank = rankOf(net);
  const features = net.keep('features');
  const squeezed = net.aside('squeezed', `globalAveragePooling${rank}d`, {}, features);
  const units = Math.max(2, Math.round(channels / ratio));
  const hidden = net.aside('hidden', 'dense', { units, activation: 'relu' }, squeezed);
  const gate = net.aside('gate', 'dense', { units: channels, activation: 'sigmoid' }, hidden);
  const targetShape = [...Array.from({ length: rank }, () => 1), channels];
  const weights = net.aside('weights', 'reshape', { targetShape }, gate);
  net.merge('multiply', [features, weights]);
}

/** Strides that the shortest axis can bear. */
export const strideFor = (net: ProgramWriter, wanted: number): number => (roomOf(net) >= 4 ? wanted : 1);
