import type { CoderConfig } from '../coder/config.ts';
import { type Parameter, parametersOf } from '../coder/weights.ts';

/** What the networks are about. */
export interface LayerSizes {
  /** V, tokens of layers. */
  readonly vocabulary: number;
  /** K, kinds of block. */
  readonly blocks: number;
}

/** Layers that both networks look back on (Yu et al. 2023, section 3.2). */
export const WINDOW = 10;

/**
 * The GPT: 4 layers and 4 heads (Yu et al. 2023, section 3.2). The paper says no more of it; its layers are those of
 * nas-coder, so that both run on the same code. It has one token more than there are layers, which opens a network.
 */
export const gptConfig = ({ vocabulary }: LayerSizes): CoderConfig => ({
  vocabulary: vocabulary + 1,
  width: 48,
  heads: 4,
  layers: 4,
  hidden: 128,
  context: WINDOW,
  epsilon: 1e-5,
  rotaryBase: 10_000,
});

/** The token before the first layer of a network. It is never predicted. */
export const openingToken = ({ vocabulary }: LayerSizes): number => vocabulary;

/** Numbers per token at the classifier's input, and units of its one hidden layer. */
const EMBEDDED = 16;
const HIDDEN = 128;

/**
 * The classifier: the window and the layer that follows it, each embedded, then two fully connected layers. A matrix
 * [inputs, outputs] takes x to x W.
 */
export const classifierParameters = ({ vocabulary, blocks }: LayerSizes): readonly Parameter[] => [
  { name: 'classifier.embed', shape: [vocabulary + 1, EMBEDDED] },
  { name: 'classifier.hidden.weight', shape: [(WINDOW + 1) * EMBEDDED, HIDDEN] },
  { name: 'classifier.hidden.bias', shape: [HIDDEN] },
  { name: 'classifier.out.weight', shape: [HIDDEN, blocks] },
  { name: 'classifier.out.bias', shape: [blocks] },
];

/** Of both networks, in the order of the file. */
export const allParameters = (sizes: LayerSizes): readonly Parameter[] => [
  ...parametersOf(gptConfig(sizes)),
  ...classifierParameters(sizes),
];
