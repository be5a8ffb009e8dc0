/** TF.js itself judges the recorder: the same program text runs here against both. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Architecture, TaskShape } from '../../search/domain.ts';
import { faultInEnglish } from '../../search/faults/english.ts';
import { MNIST1D_REFERENCES } from '../../search/references/mnist1d.ts';
import { chain, inTfjs, program, trains } from '../../search/testing/tfjsOracle.ts';
import { QuickJsCompiler } from './compiler.ts';

const compiler = new QuickJsCompiler();
const series: TaskShape = { inputShape: [12, 2], classes: 3 };
const image: TaskShape = { inputShape: [8, 6, 2], classes: 3 };

async function compiled(source: string, task: TaskShape): Promise<Architecture> {
  const result = await compiler.compile(source, task);
  if (!result.ok)
    throw new Error(`${faultInEnglish(result.error.message)} (${result.error.quote ?? 'no line'})`);
  return result.value;
}

/** What a model is, whatever its layers are called. A sequential model keeps its input layer to itself. */
const layersOf = (model: tf.LayersModel) =>
  model.layers
    .filter((layer) => layer.getClassName() !== 'InputLayer')
    .map((layer) => JSON.stringify([layer.getClassName(), layer.outputShape, layer.countParams()]))
    .toSorted();

async function agrees(source: string, task: TaskShape): Promise<void> {
  const original = inTfjs(source, task);
  const architecture = await compiled(source, task);
  const rebuilt = await tf.models.modelFromJSON({
    modelTopology: architecture.topology as unknown as tf.io.ModelJSON['modelTopology'],
  });
  onTestFinished(() => tf.dispose([original.getWeights(), rebuilt.getWeights()]));

  expect(architecture.params).toBe(original.countParams());
  expect(layersOf(rebuilt)).toEqual(layersOf(original));
  for (const summary of architecture.layers) {
    const layer = rebuilt.layers.find(({ name }) => name === summary.name);
    if (!layer) continue; // a further call of a shared layer
    expect([summary.name, null, ...summary.outputShape]).toEqual([layer.name, ...layer.outputShape]);
    expect([summary.name, summary.params]).toEqual([layer.name, layer.countParams()]);
  }

  rebuilt.setWeights(original.getWeights());
  const x = tf.randomNormal([2, ...task.inputShape], 0, 1, 'float32', 7);
  const [wanted, got] = [original, rebuilt].map((model) => (model.predict(x) as tf.Tensor).arraySync());
  expect(got).toEqual(wanted);
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('a program means to the recorder what it means to TF.js', () => {
  it.each([
    ['dense on the last axis', series, chain("dense({ units: 5, activation: 'gelu', useBias: false })")],
    ['conv1d', series, chain('conv1d({ filters: 4, kernelSize: 3, strides: 2 })')],
    ['conv1d, same', series, chain("conv1d({ filters: 4, kernelSize: [5], strides: [3], padding: 'same' })")],
    [
      'conv2d',
      image,
      chain("conv2d({ filters: 4, kernelSize: [3, 2], strides: [2, 1], activation: 'selu' })"),
    ],
    [
      'conv2d, same',
      image,
      chain("conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', useBias: false })"),
    ],
    [
      'separable',
      image,
      chain("separableConv2d({ filters: 5, kernelSize: 3, depthMultiplier: 2, activation: 'elu' })"),
    ],
    [
      'depthwise',
      image,
      chain("depthwiseConv2d({ kernelSize: 3, depthMultiplier: 3, padding: 'same', strides: 2 })"),
    ],
    [
      '1-D pools',
      series,
      chain(
        'maxPooling1d({ poolSize: 3 })',
        "averagePooling1d({ poolSize: 2, strides: 1, padding: 'same' })",
      ),
    ],
    [
      '2-D pools',
      image,
      chain('maxPooling2d({})', "averagePooling2d({ poolSize: [2, 3], strides: 2, padding: 'same' })"),
    ],
    ['pool aliases', series, chain('maxPool1d({ poolSize: 2 })', 'avgPool1d({ poolSize: 2 })')],
    ['global max 1-D', series, chain('globalMaxPooling1d()')],
    ['global average 1-D', series, chain('globalAveragePooling1d()')],
    ['global max 2-D', image, chain('globalMaxPooling2d({})')],
    ['global average 2-D', image, chain('globalAveragePooling2d({})')],
    ['batch normalisation', image, chain('batchNormalization()')],
    ['batch normalisation, other axis', series, chain('batchNormalization({ axis: 1, momentum: 0.9 })')],
    ['layer normalisation', series, chain('layerNormalization({ center: false })')],
    ['layer normalisation, two axes', image, chain('layerNormalization({ axis: [1, -1] })')],
    ['dropout', series, chain('dropout({ rate: 0.3 })')],
    [
      'activation layers',
      series,
      chain('reLU({ maxValue: 6 })', 'leakyReLU()', 'elu()', 'softmax({ axis: -1 })'),
    ],
    ['prelu', image, chain('prelu({ sharedAxes: [1, 2] })', 'prelu()')],
    ['reshaping', image, chain('reshape({ targetShape: [16, 6] })', 'permute({ dims: [2, 1] })')],
    [
      'zero padding',
      image,
      chain(
        'zeroPadding2d()',
        'zeroPadding2d({ padding: [1, 2] })',
        'zeroPadding2d({ padding: [[1, 0], [0, 3]] })',
      ),
    ],
    [
      'upsampling',
      image,
      chain('upSampling2d({ size: [2, 3] })', "upSampling2d({ size: [1, 1], interpolation: 'bilinear' })"),
    ],
    [
      'simple RNN',
      series,
      chain("simpleRNN({ units: 4, returnSequences: true, activation: 'relu' })", 'simpleRNN({ units: 3 })'),
    ],
    [
      'GRU',
      series,
      chain(
        'gru({ units: 4, returnSequences: true, goBackwards: true, useBias: false })',
        'gru({ units: 3 })',
      ),
    ],
    [
      'LSTM',
      series,
      chain(
        'lstm({ units: 4, returnSequences: true, unitForgetBias: true })',
        "lstm({ units: 3, recurrentActivation: 'sigmoid' })",
      ),
    ],
    [
      'bidirectional',
      series,
      chain(
        'bidirectional({ layer: tf.layers.gru({ units: 4, returnSequences: true }) })',
        "bidirectional({ layer: tf.layers.lstm({ units: 3 }), mergeMode: 'ave' })",
      ),
    ],
    [
      'merging',
      series,
      program(`const a = tf.layers.dense({ units: 4 }).apply(x);
  const b = tf.layers.dense({ units: 4, activation: 'tanh' }).apply(x);
  const merges = ['add', 'multiply', 'average', 'maximum', 'minimum'].map((name) => tf.layers[name]().apply([a, b]));
  x = tf.layers.concatenate().apply(merges);
  x = tf.layers.concatenate({ axis: 1 }).apply([x, x, x]);
  x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));`),
    ],
    [
      'broadcasting',
      image,
      program(`const gate = tf.layers.dense({ units: 2, activation: 'sigmoid' }).apply(tf.layers.globalAveragePooling2d({}).apply(x));
  x = tf.layers.multiply().apply([x, gate]);
  x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));`),
    ],
    [
      'initialisers and regularisers',
      series,
      chain(
        "dense({ units: 4, kernelInitializer: 'heUniform', biasInitializer: tf.initializers.constant({ value: 0.1 }), kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }) })",
        "dense({ units: 4, kernelInitializer: 'identity', biasRegularizer: 'l1l2' })",
        "dense({ units: 4, kernelInitializer: tf.initializers.varianceScaling({ scale: 2, mode: 'fanOut', distribution: 'uniform' }) })",
        "dense({ units: 4, kernelInitializer: tf.initializers.orthogonal({ gain: 2 }), biasInitializer: 'randomNormal' })",
      ),
    ],
    [
      'a shared layer',
      series,
      program(`const shared = tf.layers.dense({ units: 2, activation: 'tanh' });
  x = shared.apply(shared.apply(x));
  x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));`),
    ],
    [
      // Here TF.js numbers the calls of `late` in another order than the program makes them.
      'shared layers whose calls TF.js makes in another order',
      series,
      program(`const early = tf.layers.dense({ units: 2, activation: 'tanh' });
  const late = tf.layers.dense({ units: 2, activation: 'sigmoid' });
  const a = early.apply(x);
  const b = tf.layers.dense({ units: 2 }).apply(x);
  const c = late.apply(early.apply(b));
  const d = late.apply(a);
  x = tf.layers.concatenate().apply([c, d, tf.layers.multiply().apply([c, b])]);
  x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));`),
    ],
    [
      'a dead end, which is left out',
      series,
      program(`tf.layers.dense({ units: 50 }).apply(x);
  x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));`),
    ],
    [
      'a sequential model that begins with an input layer',
      series,
      `export default function build(tf, inputShape, numClasses) {
  const layers = [tf.layers.inputLayer({ inputShape }), tf.layers.flatten(), tf.layers.dense({ units: numClasses })];
  return tf.sequential({ layers });
}`,
    ],
  ])('%s', (_name, task, source) => agrees(source, task));

  it.each([
    'linear',
    'relu',
    'relu6',
    'elu',
    'selu',
    'gelu',
    'swish',
    'mish',
    'sigmoid',
    'hardSigmoid',
    'tanh',
    'softmax',
    'logSoftmax',
    'softplus',
    'softsign',
  ])('activation %s', (name) =>
    agrees(
      chain(`activation({ activation: '${name}' })`, `dense({ units: 3, activation: '${name}' })`),
      series,
    ),
  );

  it.each(MNIST1D_REFERENCES)('reference $name', ({ source }) =>
    agrees(source, { inputShape: [40, 1], classes: 10 }),
  );
});

it('counts the parameters that the papers print', async () => {
  const task = { inputShape: [40, 1], classes: 10 };
  const counts = new Map<string, number>();
  for (const { name, source } of MNIST1D_REFERENCES) counts.set(name, (await compiled(source, task)).params);
  expect(Object.fromEntries(counts)).toEqual({ MLP: 15210, CNN: 5210, GRU: 5134 - 36, 'Large CNN': 91082 });
});

it.each([
  ['a dilated convolution', 'conv1d({ filters: 2, kernelSize: 2, dilationRate: 2 })'],
  ['causal padding', "conv1d({ filters: 2, kernelSize: 2, padding: 'causal' })"],
  ['a batch normalisation without a scale', 'batchNormalization({ scale: false })'],
  ['a batch normalisation without a centre', 'batchNormalization({ center: false })'],
  ['a softmax along another axis than the last', 'softmax()'],
  ['a size left to be inferred', 'reshape({ targetShape: [-1] })'],
  ['a regulariser of activities', 'dense({ units: 2, activityRegularizer: tf.regularizers.l2() })'],
  [
    'a maximum of two shapes',
    'dense({ units: 2 }).apply(x); x = tf.layers.maximum().apply([x, tf.layers.globalMaxPooling1d().apply(x)]); x = tf.layers.flatten()',
  ],
  [
    'a concatenation along an axis before the last',
    'concatenate({ axis: -2 }).apply([x, x]); x = tf.layers.dense({ units: 2 })',
  ],
  [
    'a recurrent layer over a single step',
    'dense({ units: 2 }).apply(x); x = tf.layers.maxPooling1d({ poolSize: 12 }).apply(x); x = tf.layers.lstm({ units: 2 })',
  ],
  ['a recurrent layer that returns its state', 'gru({ units: 2, returnState: true })'],
])('refuses %s, which TF.js cannot train', async (_what, part) => {
  expect(await trains(chain(part), series)).toBe(false);
  const result = await compiler.compile(chain(part), series);
  expect(result).toMatchObject({ ok: false, error: { kind: expect.stringMatching(/bad-argument|shape/) } });
});

it('refuses gelu_new, which TF.js cannot read from a saved model', async () => {
  const source = chain("dense({ units: 2, activation: 'gelu_new' })");
  const saved = inTfjs(source, series).toJSON(undefined, false) as object;
  await expect(
    tf.models.modelFromJSON(saved as Parameters<typeof tf.models.modelFromJSON>[0]),
  ).rejects.toThrow(/gelu/);
  expect(await compiler.compile(source, series)).toMatchObject({
    ok: false,
    error: { kind: 'bad-argument' },
  });
});
