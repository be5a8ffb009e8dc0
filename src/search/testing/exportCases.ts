/** Networks that between them use all that a candidate may use, for exports to be tried on. */
import type { TaskShape } from '../domain.ts';
import { sampleProgram } from '../program/grammar/sample.ts';
import { Rng } from '../random/rng.ts';
import { initialNetwork } from '../references/initial.ts';
import { seedsFor } from '../references/seeds.ts';
import { BLOCK_KINDS } from '../strategies/gptnas/blocks.ts';
import { randomGenome, randomVariant } from '../strategies/gptnas/genome.ts';
import { render } from '../strategies/gptnas/render.ts';
import { chain, program } from './tfjsOracle.ts';

export interface ExportCase {
  readonly name: string;
  readonly task: TaskShape;
  readonly source: string;
}

const SERIES: TaskShape = { inputShape: [12, 2], classes: 3 };
const IMAGE: TaskShape = { inputShape: [8, 7, 2], classes: 3 };
const MNIST1D: TaskShape = { inputShape: [40, 1], classes: 10 };
const MNIST: TaskShape = { inputShape: [28, 28, 1], classes: 10 };

const of = (task: TaskShape, name: string, source: string): ExportCase => ({ name, task, source });

const flatClassifier = 'x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));';

const LAYER_CASES: readonly ExportCase[] = [
  of(SERIES, 'dense on the last axis', chain("dense({ units: 5, activation: 'gelu', useBias: false })")),
  of(
    SERIES,
    'conv1d, strided and same',
    chain(
      'conv1d({ filters: 4, kernelSize: 3, strides: 2 })',
      "conv1d({ filters: 4, kernelSize: [4], strides: [3], padding: 'same', useBias: false })",
    ),
  ),
  of(
    IMAGE,
    'conv2d, odd windows and strides, same',
    chain(
      "conv2d({ filters: 4, kernelSize: [3, 2], strides: [1, 2], padding: 'same', activation: 'selu' })",
      "conv2d({ filters: 3, kernelSize: [2, 3], strides: [2, 1], activation: 'mish' })",
    ),
  ),
  of(
    IMAGE,
    'separable and depthwise',
    chain(
      "separableConv2d({ filters: 5, kernelSize: 3, depthMultiplier: 2, activation: 'elu' })",
      "separableConv2d({ filters: 4, kernelSize: [3, 2], strides: 2, padding: 'same', useBias: false })",
      "depthwiseConv2d({ kernelSize: [2, 3], depthMultiplier: 3, padding: 'same', strides: 2 })",
      'depthwiseConv2d({ kernelSize: [1, 1], useBias: false })',
    ),
  ),
  of(
    SERIES,
    'pools over sequences',
    chain(
      "maxPooling1d({ poolSize: 3, strides: 2, padding: 'same' })",
      "averagePooling1d({ poolSize: 4, strides: 1, padding: 'same' })",
      'maxPooling1d({ poolSize: 2, strides: 1 })',
      'averagePooling1d({ poolSize: 2 })',
    ),
  ),
  of(
    IMAGE,
    'pools over images',
    chain(
      "maxPooling2d({ poolSize: [3, 2], strides: [2, 1], padding: 'same' })",
      "averagePooling2d({ poolSize: [2, 3], strides: 2, padding: 'same' })",
      'maxPooling2d({ poolSize: [1, 2], strides: 1 })',
      'averagePooling2d({ poolSize: 2 })',
    ),
  ),
  of(SERIES, 'global maximum of a sequence', chain('globalMaxPooling1d()')),
  of(SERIES, 'global average of a sequence', chain('globalAveragePooling1d()')),
  of(IMAGE, 'global maximum of an image', chain('globalMaxPooling2d({})')),
  of(IMAGE, 'global average of an image', chain('globalAveragePooling2d({})')),
  of(
    SERIES,
    'batch normalisation of sequences',
    chain('batchNormalization({ momentum: 0.9, epsilon: 0.01 })', 'batchNormalization({ axis: 2 })'),
  ),
  of(IMAGE, 'batch normalisation of images', chain('batchNormalization({ epsilon: 1e-7 })')),
  of(
    IMAGE,
    'layer normalisation along one axis and two',
    chain(
      'layerNormalization({ center: false })',
      'layerNormalization({ axis: [1, -1], epsilon: 0.1 })',
      'layerNormalization({ scale: false, axis: 2 })',
    ),
  ),
  of(
    SERIES,
    'dropout and frozen layers',
    chain("dense({ units: 3, trainable: false, name: 'train' })", 'dropout({ rate: 0.3 })'),
  ),
  of(
    SERIES,
    'activation layers',
    chain(
      'reLU({ maxValue: 6 })',
      'dense({ units: 4 })',
      'leakyReLU()',
      'dense({ units: 4 })',
      'elu()',
      'leakyReLU({ alpha: 0.1 })',
      'softmax({ axis: -1 })',
      'dense({ units: 4 })',
      'reLU()',
    ),
  ),
  of(IMAGE, 'learnt slopes', chain('prelu({ sharedAxes: [1, 2] })', 'dense({ units: 3 })', 'prelu()')),
  of(
    IMAGE,
    'reshaping',
    chain('reshape({ targetShape: [16, 7] })', 'permute({ dims: [2, 1] })', 'dense({ units: 3 })'),
  ),
  of(
    IMAGE,
    'zero padding',
    chain('zeroPadding2d({ padding: [[1, 0], [2, 3]] })', 'conv2d({ filters: 2, kernelSize: 3 })'),
  ),
  of(
    IMAGE,
    'upsampling',
    chain(
      'upSampling2d({ size: [2, 3] })',
      'conv2d({ filters: 2, kernelSize: 3, strides: 2 })',
      "upSampling2d({ size: [3, 2], interpolation: 'bilinear' })",
    ),
  ),
  of(
    SERIES,
    'simple RNN',
    chain(
      "simpleRNN({ units: 4, returnSequences: true, goBackwards: true, activation: 'relu' })",
      'simpleRNN({ units: 3, useBias: false })',
    ),
  ),
  of(
    SERIES,
    'GRU',
    chain(
      'gru({ units: 4, returnSequences: true, goBackwards: true, useBias: false })',
      "gru({ units: 3, recurrentActivation: 'sigmoid', activation: 'linear', dropout: 0.1 })",
    ),
  ),
  of(
    SERIES,
    'LSTM',
    chain(
      'lstm({ units: 4, returnSequences: true, unitForgetBias: true, recurrentDropout: 0.2 })',
      "lstm({ units: 3, recurrentActivation: 'linear' })",
    ),
  ),
  ...['concat', 'sum', 'mul', 'ave'].map((mode) =>
    of(
      SERIES,
      `both directions, ${mode}`,
      chain(
        `bidirectional({ layer: tf.layers.gru({ units: 4, returnSequences: true }), mergeMode: '${mode}' })`,
        `bidirectional({ layer: tf.layers.simpleRNN({ units: 3, goBackwards: true, returnSequences: true }), mergeMode: '${mode}' })`,
        `bidirectional({ layer: tf.layers.lstm({ units: 3 }), mergeMode: '${mode}' })`,
      ),
    ),
  ),
  of(
    SERIES,
    'one tensor twice',
    program(`const a = tf.layers.dense({ units: 4 }).apply(x);
  const twice = tf.layers.add().apply([a, a]);
  x = tf.layers.concatenate().apply([twice, a, twice]);
  ${flatClassifier}`),
  ),
  of(
    SERIES,
    'merging',
    program(`const a = tf.layers.dense({ units: 4 }).apply(x);
  const b = tf.layers.dense({ units: 4, activation: 'tanh' }).apply(x);
  const c = tf.layers.dense({ units: 4, activation: 'sigmoid' }).apply(x);
  const merges = ['add', 'multiply', 'average', 'maximum', 'minimum'].map((name) => tf.layers[name]().apply([a, b, c]));
  x = tf.layers.concatenate().apply(merges);
  x = tf.layers.concatenate({ axis: 1 }).apply([x, x, x]);
  ${flatClassifier}`),
  ),
  of(
    IMAGE,
    'merging of different shapes',
    program(`const gate = tf.layers.dense({ units: 2, activation: 'sigmoid' }).apply(tf.layers.globalAveragePooling2d({}).apply(x));
  const one = tf.layers.conv2d({ filters: 1, kernelSize: 1 }).apply(x);
  x = tf.layers.add().apply([tf.layers.multiply().apply([gate, x]), one]);
  ${flatClassifier}`),
  ),
  of(
    SERIES,
    'shared layers with names that Python cannot take',
    program(`const early = tf.layers.dense({ units: 2, activation: 'tanh', name: 'forward' });
  const late = tf.layers.dense({ units: 2, activation: 'sigmoid', name: '2nd-layer/b.c' });
  const same = tf.layers.dense({ units: 2, name: '2nd_layer/b.c' });
  const a = early.apply(x);
  const b = same.apply(x);
  const c = late.apply(early.apply(b));
  const d = late.apply(a);
  x = tf.layers.concatenate().apply([c, d, tf.layers.multiply().apply([c, b])]);
  ${flatClassifier}`),
  ),
  of(
    SERIES,
    'initialisers and regularisers',
    chain(
      "dense({ units: 4, kernelInitializer: 'heUniform', biasInitializer: tf.initializers.constant({ value: 0.1 }), kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }) })",
      "dense({ units: 4, kernelInitializer: 'identity', biasRegularizer: 'l1l2' })",
      "dense({ units: 4, kernelInitializer: tf.initializers.varianceScaling({ scale: 3, mode: 'fanOut', distribution: 'uniform' }) })",
      "dense({ units: 4, kernelInitializer: tf.initializers.orthogonal({ gain: 2 }), biasInitializer: 'randomNormal' })",
    ),
  ),
  of(
    SERIES,
    'a softmax of its own at the end',
    program(`x = tf.layers.dense({ units: numClasses }).apply(tf.layers.flatten().apply(x));
  x = tf.layers.softmax({ axis: -1 }).apply(x);`),
  ),
  of(
    { inputShape: [3], classes: 3 },
    'a softmax that is called twice',
    program(`const twice = tf.layers.dense({ units: numClasses, activation: 'softmax' });
  x = twice.apply(twice.apply(x));`),
  ),
  ...[
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
  ].map((name) =>
    of(
      SERIES,
      `activation ${name}`,
      chain(
        `dense({ units: 3, activation: '${name}' })`,
        `activation({ activation: '${name}' })`,
        // As a gate it would have the state grow without end.
        `gru({ units: 3, recurrentActivation: '${name === 'logSoftmax' ? 'softmax' : name}' })`,
      ),
    ),
  ),
];

/** The same at every call. */
export function exportCases(): readonly ExportCase[] {
  const tasks = [
    ['sequences', MNIST1D],
    ['images', MNIST],
  ] as const;
  const drawn = tasks.flatMap(([kind, task]) => {
    const rng = new Rng(`exports of ${kind}`);
    return [
      ...seedsFor(task).map(({ name, source }) => of(task, `${name} for ${kind}`, source)),
      of(task, `LLMatic's first network for ${kind}`, initialNetwork(task).source),
      ...Array.from({ length: 20 }, (_, i) =>
        of(task, `sample ${i + 1} for ${kind}`, sampleProgram(task, rng)),
      ),
      ...BLOCK_KINDS.map((block) =>
        of(task, `block ${block} for ${kind}`, render([randomVariant(rng, block)], task)),
      ),
      ...Array.from({ length: 3 }, (_, i) =>
        of(task, `assembled ${i + 1} for ${kind}`, render(randomGenome(rng, task, 3, 6), task)),
      ),
    ];
  });
  return [...LAYER_CASES, ...drawn];
}
