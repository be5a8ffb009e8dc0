import type { Rng } from '../../random/rng.ts';
import type { BlockKind, Normalization } from './distribution.ts';
import { GRAMMAR } from './distribution.ts';
import { type Draft, call } from './draft.ts';

/** What the blocks of one program have in common. */
export interface BlockStyle {
  readonly activation: string;
  readonly normalization: Normalization;
}

export interface BlockSize {
  readonly filters: number;
  readonly kernel: number;
  readonly strides: number;
}

/** Writes one block of a convolutional network. */
export function writeBlock(
  draft: Draft,
  kind: BlockKind,
  block: BlockSize,
  style: BlockStyle,
  rng: Rng,
): void {
  switch (kind) {
    case 'plain':
      return convolve(draft, block, style);
    case 'residual':
      return writeResidual(draft, block, style, rng);
    case 'branches':
      return writeBranches(draft, block, style);
    case 'separable':
      return writeSeparable(draft, block, style);
    case 'depthwise':
      return writeDepthwise(draft, block, style);
  }
}

/** A convolution; with normalisation between it and its activation where the program has one. */
function convolve(draft: Draft, { filters, kernel, strides }: BlockSize, style: BlockStyle): void {
  const weights = draft.kernelWeights(filters, kernel);
  const bare = { filters, kernelSize: kernel, ...stride(strides), padding: 'same' };
  if (style.normalization === 'none') {
    draft.layer(`conv${draft.suffix}`, { ...bare, activation: style.activation });
  } else {
    draft.layer(`conv${draft.suffix}`, bare);
    draft.layer(style.normalization);
    draft.layer('activation', { activation: style.activation });
  }
  draft.convolved(filters, strides, weights);
}

const stride = (strides: number) => (strides === 1 ? {} : { strides });

/** One or two convolutions around an addition; where the shape changes, the shortcut is a convolution of kernel 1. */
function writeResidual(draft: Draft, block: BlockSize, style: BlockStyle, rng: Rng): void {
  const { filters, strides } = block;
  const bridges = strides !== 1 || filters !== draft.channels;
  const shortcut = call(`conv${draft.suffix}`, {
    filters,
    kernelSize: 1,
    ...stride(strides),
    padding: 'same',
  });
  const name = draft.name('shortcut');
  draft.line(`const ${name} = ${bridges ? `${shortcut}.apply(x)` : 'x'};`);
  convolve(draft, block, style);
  if (rng.chance(0.5)) convolve(draft, { ...block, strides: 1 }, style);
  draft.line(`x = tf.layers.add().apply([x, ${name}]);`);
}

/** Two convolutions of different reach side by side (Szegedy et al. 2015, the Inception module cut down). */
function writeBranches(
  draft: Draft,
  { filters, kernel, strides }: BlockSize,
  { activation }: BlockStyle,
): void {
  const half = Math.max(2, Math.round(filters / 2));
  const branch = (kernelSize: number) =>
    call(`conv${draft.suffix}`, {
      filters: half,
      kernelSize,
      ...stride(strides),
      padding: 'same',
      activation,
    });
  const weights = draft.kernelWeights(half, 1) + draft.kernelWeights(half, kernel);
  const near = draft.name('near');
  const far = draft.name('far');
  draft.line(`const ${near} = ${branch(1)}.apply(x);`);
  draft.line(`const ${far} = ${branch(kernel)}.apply(x);`);
  draft.line(`x = tf.layers.concatenate().apply([${near}, ${far}]);`);
  draft.convolved(2 * half, strides, weights);
}

function writeSeparable(
  draft: Draft,
  { filters, kernel, strides }: BlockSize,
  { activation }: BlockStyle,
): void {
  const weights = draft.channels * (kernel ** 2 + filters);
  draft.layer('separableConv2d', {
    filters,
    kernelSize: kernel,
    ...stride(strides),
    padding: 'same',
    activation,
  });
  draft.convolved(filters, strides, weights);
}

/** A depthwise convolution, then one of kernel 1 that mixes the channels (Howard et al. 2017, MobileNet). */
function writeDepthwise(draft: Draft, { filters, kernel, strides }: BlockSize, style: BlockStyle): void {
  const weights = draft.channels * kernel ** 2;
  draft.layer('depthwiseConv2d', { kernelSize: kernel, ...stride(strides), padding: 'same' });
  draft.convolved(draft.channels, strides, weights);
  convolve(draft, { filters, kernel: 1, strides: 1 }, style);
}

/** The most filters on the ladder, at most `wanted`, with which a plain block stays within what is left of the budget. */
export function affordableFilters(draft: Draft, wanted: number, kernel: number): number {
  const affordable = GRAMMAR.convolutional.filters.filter((filters) => {
    // A residual block has up to two such convolutions and a shortcut.
    const weights = 2.5 * Math.max(draft.kernelWeights(filters, kernel), kernel ** 2 * filters ** 2);
    const positions = draft.features / draft.channels;
    return (
      filters <= wanted &&
      draft.params + weights < GRAMMAR.mostParams / 2 &&
      draft.flops + 2 * weights * positions < GRAMMAR.mostFlops
    );
  });
  return affordable.at(-1) ?? GRAMMAR.convolutional.filters[0];
}
