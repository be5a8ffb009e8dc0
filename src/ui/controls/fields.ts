/**
 * What each number in the form is called, may be and means. The ranges are those of the specification's schema;
 * a test holds the two together.
 */
import { METHOD_NUMBERS } from './methodFields.ts';

export interface NumberInfo {
  readonly label: string;
  readonly help: string;
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** The value must be a multiple of this. */
  readonly multipleOf?: number;
}

/**
 * Keyed by the place in the specification; budget and training length are keyed by unit, and what only one strategy has
 * by that strategy.
 */
export const NUMBERS = {
  ...METHOD_NUMBERS,
  'strategy.population': {
    label: 'Population',
    help: 'How many networks are alive at once. With each new child the oldest one leaves, however good it is: that is the ageing in regularised evolution.',
    min: 2,
    max: 1000,
    whole: true,
  },
  'strategy.sample': {
    label: 'Contestants',
    help: 'How many networks are drawn for each tournament; the most accurate of them becomes the parent. More contestants favour the best more strongly.',
    min: 1,
    max: 1000,
    whole: true,
  },
  'strategy.edits': {
    label: 'Edits per child',
    help: 'How many changes turn a parent’s code into a child: add, remove, widen or narrow a layer, change a kernel, add a skip connection …',
    min: 1,
    max: 5,
    whole: true,
  },
  'strategy.temperature': {
    label: 'Temperature',
    help: 'How freely the model chooses its words. 0 always takes the likeliest; higher values give more varied, and more often invalid, code.',
    min: 0,
    max: 2,
  },
  'strategy.topP': {
    label: 'Top-p',
    help: 'The model chooses only among its likeliest words, as many as together have this probability. 1 rules out none.',
    min: 0.05,
    max: 1,
  },
  'strategy.maxTokens': {
    label: 'Longest reply',
    help: 'The model is cut off after this many tokens (pieces of words). One network takes some 200 to 500.',
    min: 64,
    max: 4096,
    whole: true,
  },
  'dataset.seed': {
    label: 'Data seed',
    help: 'Another number makes other examples by the same recipe. 42, with the other values as they are, gives the published MNIST-1D.',
    min: 0,
    max: 4294967295,
    whole: true,
  },
  'dataset.samples': {
    label: 'Examples',
    help: 'How many examples to make, evenly over ten digits. Four fifths train, one fifth is the test split.',
    min: 100,
    max: 50000,
    whole: true,
    multipleOf: 10,
  },
  'dataset.length': {
    label: 'Points per example',
    help: 'Each digit is a line of this many points after everything else is done to it.',
    min: 16,
    max: 128,
    whole: true,
  },
  'dataset.paddingMin': {
    label: 'Least padding',
    help: 'At least this much empty space is put around the 12-point template of a digit.',
    min: 0,
    max: 60,
    whole: true,
  },
  'dataset.paddingMax': {
    label: 'Most padding',
    help: 'At most this much empty space is put around a digit: the more, the smaller it may appear.',
    min: 0,
    max: 120,
    whole: true,
  },
  'dataset.scale': {
    label: 'Scaling',
    help: 'How much the height of a digit varies from one example to the next.',
    min: 0,
    max: 2,
  },
  'dataset.maxTranslation': {
    label: 'Largest shift',
    help: 'How far a digit may be moved along the line.',
    min: 1,
    max: 72,
    whole: true,
  },
  'dataset.correlatedNoise': {
    label: 'Smooth noise',
    help: 'Strength of noise in which neighbouring points go up and down together. It is what makes the data hard.',
    min: 0,
    max: 2,
  },
  'dataset.independentNoise': {
    label: 'Point noise',
    help: 'Strength of noise that is drawn for each point alone.',
    min: 0,
    max: 2,
  },
  'dataset.shear': {
    label: 'Slant',
    help: 'How strongly digits are slanted.',
    min: 0,
    max: 3,
  },
  validationFraction: {
    label: 'Validation share',
    help: 'Share of the training data kept back to score candidates. The search never sees the test split.',
    min: 0.02,
    max: 0.5,
  },
  'budget.evaluations': {
    label: 'Budget',
    help: 'How many candidates each side may try. An invalid program counts too: proposing it costs its method a place.',
    min: 1,
    max: 100000,
    whole: true,
  },
  'budget.minutes': {
    label: 'Budget',
    help: 'How many minutes the run may take; pauses do not count. What is in training at the end is finished.',
    min: 0.1,
    max: 10000,
  },
  'training.learningRate': {
    label: 'Learning rate',
    help: 'Size of each step downhill. Too small learns slowly, too large makes training diverge.',
    min: 0.000001,
    max: 10,
  },
  'training.weightDecay': {
    label: 'Weight decay',
    help: 'Pulls all weights a little towards zero at each step, against learning by heart.',
    min: 0,
    max: 1,
  },
  'training.momentum': {
    label: 'Momentum',
    help: 'How much of the last step is carried over into the next; only for SGD.',
    min: 0,
    max: 0.999,
  },
  'training.batchSize': {
    label: 'Batch size',
    help: 'Examples looked at in each training step.',
    min: 1,
    max: 4096,
    whole: true,
  },
  'training.steps': {
    label: 'Train for',
    help: 'How long each candidate is trained. A step looks at one batch.',
    min: 1,
    max: 1000000,
    whole: true,
  },
  'training.epochs': {
    label: 'Train for',
    help: 'How long each candidate is trained. An epoch is one pass over all training examples.',
    min: 1,
    max: 10000,
    whole: true,
  },
  seed: {
    label: 'Seed',
    help: 'Start of all chance in the run. The same seed and settings with one worker give the same candidates again.',
    min: 0,
    max: 2147483647,
    whole: true,
  },
} as const satisfies Record<string, NumberInfo>;

export type NumberField = keyof typeof NUMBERS;

/** The range in words, as said under a field that holds something else. */
export const rangeWords = ({ min, max, whole, multipleOf }: NumberInfo): string =>
  `${multipleOf ? `A multiple of ${multipleOf}` : whole ? 'A whole number' : 'A number'} from ${min} to ${max}.`;

/** The number that `text` stands for, if the field may hold it. */
export function readNumber(text: string, info: NumberInfo): number | undefined {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < info.min || value > info.max) return undefined;
  if (info.whole && !Number.isInteger(value)) return undefined;
  if (info.multipleOf && value % info.multipleOf !== 0) return undefined;
  return value;
}
