/** Faults in English: for prompts, files and the command line. */
import { lossInEnglish } from '../told/english/workerLoss.ts';
import type { Hint, Thing } from './program.ts';
import type { Measure } from './network.ts';
import type { FactOf, FaultFact } from './schema.ts';
import type { TrainingFact } from './training.ts';
import { wantedInEnglish } from './wantedEnglish.ts';

const THINGS: Record<Thing, string> = {
  null: 'null',
  undefined: 'undefined',
  list: 'a list',
  model: 'a model',
  layer: 'a layer that was not applied',
  tensor: 'a tensor',
  object: 'an object',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  function: 'a function',
  symbol: 'a symbol',
  bigint: 'a bigint',
};

const HINTS: Record<Hint, string> = {
  'apply-layer': 'apply a layer of tf.layers to it',
  'layer-offers': 'a layer has a name and .apply(tensor)',
  'input-begins': 'it can only begin a tf.sequential; else use tf.input',
  'return-model': 'return the model as it is: the search compiles and trains it',
  'tf-offers':
    'a candidate has tf.input, tf.layers, tf.model, tf.sequential, tf.initializers and tf.regularizers',
  'same-each-time': 'a candidate must be the same network each time',
  'tf-is-argument': 'tf is the first argument of the function',
  'nothing-outside': 'a candidate reads nothing from outside',
};

const UNITS: Record<Measure, string> = {
  params: 'parameters',
  flops: 'floating-point operations per example',
  activationBytes: 'bytes of activations per example',
};

const MENDS: Record<Measure, string> = {
  params: 'use fewer units, or pool before the first dense layer',
  flops: 'use fewer channels, or pool earlier',
  activationBytes: 'use fewer channels, or pool earlier',
};

const RANK_MENDS: Record<FactOf<'other-rank'>['mend'], (given: readonly number[]) => string> = {
  'add-axis': (given) => `add an axis with tf.layers.reshape({ targetShape: ${text([...given, 1])} })`,
  pool: () => 'pool, flatten or reshape first',
  reshape: () => 'reshape first',
};

const text = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
const grouped = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 0 });
const listed = (names: readonly string[]): string => names.join(', ');
/** A program may declare hundreds of functions. */
const FEW = 8;
const firstOf = (names: readonly string[]): string =>
  listed(names.slice(0, FEW)) + (names.length > FEW ? ', …' : '');

const SENTENCES: { readonly [K in FaultFact['kind']]: (fact: FactOf<K>) => string } = {
  'no-code': () => 'The reply holds no code.',
  'source-too-long': ({ bytes, most }) =>
    `The program is ${bytes} bytes long, more than ${most}; write it shorter, with loops.`,
  'does-not-parse': ({ says }) => `The program does not parse: ${says}.`,
  'nested-too-deeply': () => 'The program is nested too deeply to be read.',
  imports: () => 'A candidate imports nothing; tf is the first argument of its function.',
  'has-no-function': () =>
    'The program has no function; write export default function build(tf, inputShape, numClasses) { ... }.',
  'exports-none': ({ functions }) =>
    `The program has ${functions.length} functions (${firstOf(functions)}) and exports none; put export default before the one that builds the network.`,
  'exports-no-function': () =>
    'The program exports no function; begin with export default function build(tf, inputShape, numClasses).',
  'exports-several': ({ count }) =>
    `The program exports ${count} functions; mark the one that builds the network with export default.`,
  awaits: () => 'The program awaits something before it has exported its function; take the await out.',
  'is-async': () => 'The function is async and returns a promise; make it a plain function.',
  'out-of-memory': () => 'The program used up its memory; it should build layers, not data.',
  'calls-too-deep': () => 'The program nests its calls too deeply; does a function call itself?',
  'broke-interpreter': () => 'The program broke the interpreter, most likely by using up its memory.',
  'too-slow': () => 'The program took longer than a network needs to be built; does a loop never end?',
  hung: () => 'The program hung or crashed the sandbox and was ended.',
  error: ({ says }) => `${says}.`,
  threw: ({ value }) => `The program threw ${value}.`,
  'settings-not-plain': ({ says }) => `A configuration must be plain data: ${says}.`,
  'settings-too-long': () => 'This configuration is too long.',
  'call-not-understood': () => 'This call is not understood.',
  'not-offered': ({ name, hint }) => `${name} is not offered here; ${HINTS[hint]}.`,
  misspelt: ({ name, write }) => `${name} is not offered here; write ${write}.`,
  'not-among': ({ name, names }) => `${name} is not offered here; there are ${listed(names)}.`,
  'no-settings': ({ of, given, isApplied }) =>
    `${of} takes a configuration object, not ${THINGS[given]}${isApplied ? `; write ${of}().apply(...)` : ''}.`,
  'no-tensor': ({ of, given }) => `${of} takes the output of a layer or of tf.input, not ${THINGS[given]}.`,
  'applied-to-more': ({ of }) => `${of}.apply takes tensors and nothing else.`,
  'sequential-no-layer': ({ given }) => `A sequential model takes layers of tf.layers, not ${THINGS[given]}.`,
  'sequential-no-list': ({ given }) => `tf.sequential takes layers as a list, not ${THINGS[given]}.`,
  'sequential-no-shape': () =>
    'The first layer of a sequential model must be given inputShape; add inputShape: inputShape to it.',
  'sequential-empty': () => 'The sequential model has no layers; add some.',
  'input-not-first': () => 'An input layer can only come first.',
  'returns-no-model': ({ given }) =>
    `The function returns ${THINGS[given]} but must return a model; end with return tf.model({ inputs, outputs }).`,
  'no-layer': ({ factory }) => `There is no tf.layers.${factory}.`,
  'not-a-layer': () => 'This is not a layer.',
  'not-a-tensor': () => 'This is not a tensor of this network.',
  'same-name': ({ name }) => `Two layers are named '${name}'; names must differ.`,
  'unknown-setting': ({ name, names }) =>
    `There is no setting '${name}' here; the settings are ${listed(names)}.`,
  'missing-setting': ({ name }) => `The setting '${name}' is missing.`,
  'bad-value': ({ name, wanted, value }) => `${name} must be ${wantedInEnglish(wanted)}, but is ${value}.`,
  'no-initializer': ({ name, names }) => `There is no initializer '${name}'; there are ${listed(names)}.`,
  'no-regularizer': ({ name, names }) => `There is no regularizer '${name}'; there are ${listed(names)}.`,
  'fills-squares': ({ given }) =>
    `The initializer 'identity' fills square matrices only, not ${text(given)}.`,
  'fills-matrices': ({ given }) => `The initializer 'orthogonal' fills matrices only, not ${text(given)}.`,
  'no-axis': ({ name, most, shape, axis }) =>
    `${name} must be -1 or from 1 to ${most} for examples of shape ${text(shape)} (0 is the batch), but is ${axis}.`,
  'softmax-axis': ({ axis }) =>
    `TF.js computes a softmax along the last axis only; write axis: -1, not ${axis}.`,
  'one-input-shape': () => 'tf.input takes one shape; write tf.input({ shape: inputShape }).',
  'other-input': ({ wanted, given }) =>
    `The examples are of shape ${text(wanted)}, not ${text(given)}; write shape: inputShape.`,
  'reads-one': ({ layer, count }) =>
    `${layer} reads one tensor but is given ${count}${count > 0 ? '; merge them first' : ''}.`,
  'merges-more': ({ layer }) => `${layer} merges two or more tensors; give it a list, apply([a, b]).`,
  'other-rank': ({ layer, axes, given, mend }) =>
    `${layer} reads [${listed(axes)}] of each example but is given ${text(given)}; ${RANK_MENDS[mend](given)}.`,
  'at-most-three-axes': ({ layer, given }) =>
    `${layer} reads up to three axes of each example but is given ${text(given)}; reshape first.`,
  'flat-already': ({ given }) => `Flatten is given ${text(given)}, which is flat already; leave it out.`,
  'other-size': ({ to, needs, given, has }) =>
    `Reshape to ${text(to)} needs ${needs} numbers but is given ${text(given)}, which has ${has}.`,
  'single-step': ({ layer }) =>
    `${layer} is given a single step, through which TF.js cannot train what comes before; pool less, or flatten and use dense.`,
  'window-too-wide': ({ window, size }) =>
    `A window of ${window} does not fit into ${size}; make it smaller, pool less before, or set padding: 'same'.`,
  'cannot-merge': ({ layer, one, other }) =>
    `${layer} cannot merge ${text(one)} with ${text(other)}; bring both to one shape first, e.g. with a layer of kernel 1.`,
  'cannot-stretch': ({ layer, from, to }) =>
    `${layer} cannot stretch ${text(from)} to ${text(to)}, because TF.js cannot train that; bring both to one shape first.`,
  'cannot-join': ({ axis, one, other }) =>
    `Concatenate joins along axis ${axis} but is given ${text(one)} and ${text(other)}; their other sizes must agree.`,
  'other-weights': ({ before, now }) =>
    `This layer was used on ${before.map(text).join(' and ')} before, and its weights do not fit ${now.map(text).join(' and ')}; make another layer.`,
  'too-many-layers': ({ most }) => `The network has more than ${most} layers; make it shallower.`,
  'layer-too-big': ({ measure, needs, most }) =>
    `This layer alone needs ${grouped(needs)} ${UNITS[measure]}, more than ${grouped(most)}; ${MENDS[measure]}.`,
  'network-too-big': ({ measure, needs, most, largest }) =>
    `The network needs ${grouped(needs)} ${UNITS[measure]}, more than ${grouped(most)}, and most of them in ${largest}; ${MENDS[measure]}.`,
  'no-ends': () => 'The model has no input or no output.',
  'inputs-not-one': ({ count }) => `The model must have one input, but has ${count}.`,
  'outputs-not-one': ({ count }) => `The model must have one output, but has ${count}.`,
  'other-beginning': () =>
    'The output does not depend on the input of the model alone; begin at one tf.input.',
  'returns-input': () => 'The model returns its own input; put layers between.',
  'ends-in-shape': ({ given, wanted }) =>
    `The model ends in ${text(given)} but must end in ${text(wanted)}, one number per class; ${given.length > 1 ? 'flatten or pool globally, then end' : 'end'} with tf.layers.dense({ units: numClasses, activation: 'softmax' }).`,
  'softmax-not-last': () => 'The softmax must be the last layer; move it to the end.',
  'ends-in-activation': ({ activation }) =>
    `The model ends in ${activation} but must end in softmax or in no activation; take ${activation} off the last layer.`,
};

/** Why a program was rejected, in a sentence; old runs hold the sentence already. */
export function faultInEnglish(fact: FaultFact | string): string {
  if (typeof fact === 'string') return fact;
  // The table has for each kind what takes that kind, which the compiler cannot follow through an index.
  const sentence = (SENTENCES[fact.kind] as (fact: FaultFact) => string)(fact);
  return fact.whose === undefined ? sentence : `${fact.whose}: ${sentence}`;
}

const FAILURES: {
  readonly [K in TrainingFact['kind']]: (fact: Extract<TrainingFact, { kind: K }>) => string;
} = {
  'loss-not-finite': () => 'The loss is no longer a finite number; a lower learning rate may help.',
  'out-of-memory': () => 'Training ran out of memory; try a smaller network or batch size.',
  'gpu-out-of-memory': () => 'The GPU ran out of memory; try a smaller network or batch size.',
  'gpu-lost': lossInEnglish,
  'gpu-refused': ({ says }) => `The GPU refused a step of this network: ${says}`,
  'wasm-crashed': ({ says }) => `The WebAssembly backend crashed: ${says}.`,
  'tfjs-failed': ({ says }) => `TensorFlow.js could not train this network: ${says}`,
  'no-weights': () => 'The network has no weights to train.',
  'lost-twice': ({ says }) => `${lossInEnglish(says)} It was tried on two trainers and both were lost.`,
  broke: ({ says }) => says,
};

/** Why a training failed, in a sentence; old runs hold the sentence already. */
export function failureInEnglish(fact: TrainingFact | string): string {
  if (typeof fact === 'string') return fact;
  return (FAILURES[fact.kind] as (fact: TrainingFact) => string)(fact);
}
