/** What the two networks learn from: windows over the layers of networks, one for each layer (a stride of 1). */
import type { LayerSequence } from '../../search/ports.ts';
import type { Example } from '../coder/examples.ts';
import { type LayerSizes, openingToken, WINDOW } from './sizes.ts';

/** What is looked at when the layer after these is predicted: at most the last 10, the opening token being one of them. */
export const lastWindow = (sizes: LayerSizes, layers: readonly number[]): readonly number[] =>
  [openingToken(sizes), ...layers].slice(-WINDOW);

/** Every window of a network, in which each token but the first is to be predicted from those before it. */
export function gptExamples(sizes: LayerSizes, { layers }: LayerSequence): readonly Example[] {
  const tokens = [openingToken(sizes), ...layers];
  const windows = Math.max(1, tokens.length - WINDOW);
  return Array.from({ length: windows }, (_, start) => ({
    prompt: tokens.slice(start, start + 1),
    reply: tokens.slice(start + 1, start + 1 + WINDOW),
  }));
}

/** A layer with those before it, [11] tokens, and the kind of block that it stands in. */
export interface Classified {
  readonly tokens: readonly number[];
  readonly block: number;
}

/** The classifier's input; where there are fewer than 10 layers, opening tokens stand before them. */
export function classifierTokens(
  sizes: LayerSizes,
  layers: readonly number[],
  next: number,
): readonly number[] {
  const opening = Array.from({ length: WINDOW }, () => openingToken(sizes));
  return [...[...opening, ...layers].slice(-WINDOW), next];
}

export const classifierExamples = (
  sizes: LayerSizes,
  { layers, blocks }: LayerSequence,
): readonly Classified[] =>
  layers.map((layer, i) => ({
    tokens: classifierTokens(sizes, layers.slice(Math.max(0, i - WINDOW), i), layer),
    block: blocks[i] as number,
  }));
