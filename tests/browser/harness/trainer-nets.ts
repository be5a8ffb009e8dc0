/** Small networks, one or more for each layer type that candidates may use, as topologies. */
import {
  type SymbolicTensor,
  initializers,
  input,
  layers,
  model,
  regularizers,
} from '@tensorflow/tfjs-layers';
import type { Topology } from '../../../src/search/domain.ts';

export interface Net {
  readonly inputShape: readonly number[];
  readonly topology: Topology;
}

export const CLASSES = 3;

const SEQUENCE = [12, 2] as const;
/** For recurrent layers, whose many small kernels a software GPU is slow at. */
const MOMENT = [2, 2] as const;
const IMAGE = [6, 6, 2] as const;
const FLAT = [8] as const;

type Body = (x: SymbolicTensor) => SymbolicTensor;

const apply = (layer: layers.Layer, x: SymbolicTensor | SymbolicTensor[]) => layer.apply(x) as SymbolicTensor;

const flatten: Body = (x) => (x.shape.length > 2 ? apply(layers.flatten(), x) : x);

/** Layers one after another. */
const chain =
  (...parts: layers.Layer[]): Body =>
  (x) =>
    parts.reduce((value, layer) => apply(layer, value), x);

const head: Body = (x) => apply(layers.dense({ units: CLASSES, activation: 'softmax' }), flatten(x));

function build(inputShape: readonly number[], body: Body, end: Body = head): Net {
  const x = input({ shape: [...inputShape] });
  const network = model({ inputs: x, outputs: end(body(x)) });
  const topology = network.toJSON(null, false) as unknown as Topology;
  network.dispose();
  return { inputShape, topology };
}

const activation = (name: string) =>
  build(FLAT, chain(layers.dense({ units: 6 }), layers.activation({ activation: name as 'relu' })));

const two = (merge: layers.Layer): Body => {
  const left = layers.dense({ units: 5, activation: 'relu' });
  const right = layers.dense({ units: 5, activation: 'tanh' });
  return (x) => apply(merge, [apply(left, x), apply(right, x)]);
};

/** Made on demand, since each makes tensors of its own. */
export const NETS: Readonly<Record<string, () => Net>> = {
  dense: () => build(FLAT, chain(layers.dense({ units: 6, activation: 'relu' }))),
  'dense over a sequence': () => build(SEQUENCE, chain(layers.dense({ units: 4, activation: 'relu' }))),
  'conv1d valid': () =>
    build(SEQUENCE, chain(layers.conv1d({ filters: 4, kernelSize: 3, strides: 2, activation: 'relu' }))),
  'conv1d same': () =>
    build(SEQUENCE, chain(layers.conv1d({ filters: 4, kernelSize: 5, padding: 'same', activation: 'relu' }))),
  'conv2d valid': () => build(IMAGE, chain(layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu' }))),
  'conv2d same, strided': () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 3, kernelSize: [3, 2], strides: 2, padding: 'same', activation: 'relu' }),
      ),
    ),
  'conv2d twice': () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', activation: 'relu' }),
        layers.conv2d({ filters: 3, kernelSize: 1, activation: 'relu' }),
      ),
    ),
  'separable conv2d': () =>
    build(
      IMAGE,
      chain(layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' })),
    ),
  'separable conv2d, multiplied': () =>
    build(
      IMAGE,
      chain(layers.separableConv2d({ filters: 3, kernelSize: 3, strides: 2, depthMultiplier: 2 })),
    ),
  'depthwise conv2d': () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 3, kernelSize: 1 }),
        layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, activation: 'relu' }),
      ),
    ),
  'max pooling 1d': () =>
    build(
      SEQUENCE,
      chain(layers.conv1d({ filters: 3, kernelSize: 3 }), layers.maxPooling1d({ poolSize: 2 })),
    ),
  'average pooling 1d': () =>
    build(
      SEQUENCE,
      chain(
        layers.conv1d({ filters: 3, kernelSize: 3 }),
        layers.averagePooling1d({ poolSize: 3, strides: 2, padding: 'same' }),
      ),
    ),
  'max pooling 2d': () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 3, kernelSize: 2 }),
        layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
      ),
    ),
  'average pooling 2d': () =>
    build(
      IMAGE,
      chain(layers.conv2d({ filters: 3, kernelSize: 2 }), layers.averagePooling2d({ poolSize: 2 })),
    ),
  'global average pooling 1d': () =>
    build(SEQUENCE, chain(layers.conv1d({ filters: 4, kernelSize: 3 }), layers.globalAveragePooling1d())),
  'global max pooling 1d': () =>
    build(SEQUENCE, chain(layers.conv1d({ filters: 4, kernelSize: 3 }), layers.globalMaxPooling1d())),
  'global average pooling 2d': () =>
    build(IMAGE, chain(layers.conv2d({ filters: 4, kernelSize: 3 }), layers.globalAveragePooling2d({}))),
  'global max pooling 2d': () =>
    build(IMAGE, chain(layers.conv2d({ filters: 4, kernelSize: 3 }), layers.globalMaxPooling2d({}))),
  'batch normalisation, flat': () =>
    build(FLAT, chain(layers.dense({ units: 6 }), layers.batchNormalization(), layers.reLU())),
  'batch normalisation, sequence': () =>
    build(
      SEQUENCE,
      chain(layers.conv1d({ filters: 4, kernelSize: 3 }), layers.batchNormalization(), layers.reLU()),
    ),
  'batch normalisation, image': () =>
    build(
      IMAGE,
      chain(layers.conv2d({ filters: 4, kernelSize: 3 }), layers.batchNormalization(), layers.reLU()),
    ),
  'layer normalisation over two axes': () =>
    build(
      SEQUENCE,
      chain(layers.conv1d({ filters: 4, kernelSize: 3 }), layers.layerNormalization({ axis: [1, 2] })),
    ),
  'layer normalisation': () =>
    build(
      SEQUENCE,
      chain(layers.conv1d({ filters: 4, kernelSize: 3 }), layers.layerNormalization(), layers.reLU()),
    ),
  dropout: () =>
    build(FLAT, chain(layers.dense({ units: 12, activation: 'relu' }), layers.dropout({ rate: 0.4 }))),
  'relu with a ceiling': () => build(FLAT, chain(layers.dense({ units: 6 }), layers.reLU({ maxValue: 6 }))),
  relu: () => activation('relu'),
  relu6: () => activation('relu6'),
  gelu: () => activation('gelu'),
  swish: () => activation('swish'),
  mish: () => activation('mish'),
  elu: () => activation('elu'),
  selu: () => activation('selu'),
  'soft plus': () => activation('softplus'),
  'soft sign': () => activation('softsign'),
  'hard sigmoid': () => activation('hardSigmoid'),
  'log softmax': () => activation('logSoftmax'),
  tanh: () => activation('tanh'),
  sigmoid: () => activation('sigmoid'),
  'softmax inside': () => activation('softmax'),
  'elu layer': () => build(FLAT, chain(layers.dense({ units: 6 }), layers.elu())),
  'leaky relu layer': () => build(FLAT, chain(layers.dense({ units: 6 }), layers.leakyReLU({ alpha: 0.1 }))),
  'prelu layer, shared': () =>
    build(SEQUENCE, chain(layers.conv1d({ filters: 4, kernelSize: 3 }), layers.prelu({ sharedAxes: [1] }))),
  'prelu layer': () => build(FLAT, chain(layers.dense({ units: 6 }), layers.prelu())),
  'softmax layer at the end': () =>
    build(
      FLAT,
      chain(layers.dense({ units: 6, activation: 'relu' })),
      chain(layers.dense({ units: CLASSES }), layers.softmax()),
    ),
  'softmax activation at the end': () =>
    build(
      FLAT,
      chain(layers.dense({ units: 6, activation: 'relu' })),
      chain(layers.dense({ units: CLASSES }), layers.activation({ activation: 'softmax' })),
    ),
  reshape: () =>
    build(FLAT, chain(layers.reshape({ targetShape: [4, 2] }), layers.conv1d({ filters: 3, kernelSize: 2 }))),
  permute: () => build(SEQUENCE, chain(layers.permute({ dims: [2, 1] }), layers.dense({ units: 3 }))),
  add: () => build(FLAT, two(layers.add())),
  multiply: () => build(FLAT, two(layers.multiply())),
  average: () => build(FLAT, two(layers.average())),
  maximum: () => build(FLAT, two(layers.maximum())),
  minimum: () => build(FLAT, two(layers.minimum())),
  concatenate: () => build(FLAT, two(layers.concatenate())),
  'zero padding 2d': () =>
    build(IMAGE, chain(layers.zeroPadding2d({ padding: 1 }), layers.conv2d({ filters: 3, kernelSize: 3 }))),
  'up-sampling 2d': () =>
    build(IMAGE, chain(layers.conv2d({ filters: 3, kernelSize: 3 }), layers.upSampling2d({ size: [2, 2] }))),
  'up-sampling 2d, bilinear': () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 3, kernelSize: 3 }),
        layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
      ),
    ),
  'simple rnn': () => build(MOMENT, chain(layers.simpleRNN({ units: 5 }))),
  gru: () => build(MOMENT, chain(layers.gru({ units: 5 }))),
  'gru with dropout': () =>
    build(
      MOMENT,
      chain(layers.gru({ units: 4, returnSequences: true, dropout: 0.2, recurrentDropout: 0.2 })),
    ),
  lstm: () => build(MOMENT, chain(layers.lstm({ units: 4 }))),
  'bidirectional gru': () =>
    build(
      MOMENT,
      chain(layers.bidirectional({ layer: layers.gru({ units: 3 }) as never, mergeMode: 'concat' })),
    ),
  'bidirectional gru, all steps': () =>
    build(
      MOMENT,
      chain(
        layers.bidirectional({
          layer: layers.gru({ units: 3, returnSequences: true }) as never,
          mergeMode: 'concat',
        }),
      ),
    ),
  'bidirectional lstm with dropout': () =>
    build(
      MOMENT,
      chain(
        layers.bidirectional({ layer: layers.lstm({ units: 3, dropout: 0.3 }) as never, mergeMode: 'sum' }),
      ),
    ),
  initialisers: () =>
    build(
      FLAT,
      chain(
        layers.dense({
          units: 6,
          kernelInitializer: 'heNormal',
          biasInitializer: 'ones',
          activation: 'relu',
        }),
        layers.dense({ units: 6, kernelInitializer: 'orthogonal', activation: 'relu' }),
        layers.dense({
          units: 6,
          kernelInitializer: initializers.randomNormal({ stddev: 0.3 }),
          activation: 'relu',
        }),
        layers.dense({ units: 6, kernelInitializer: 'leCunUniform', biasInitializer: 'truncatedNormal' }),
      ),
    ),
  regularisers: () =>
    build(
      FLAT,
      chain(
        layers.dense({ units: 6, activation: 'relu', kernelRegularizer: regularizers.l2({ l2: 0.05 }) }),
        layers.dense({
          units: 6,
          activation: 'relu',
          kernelRegularizer: regularizers.l1l2({ l1: 0.01, l2: 0.01 }),
        }),
      ),
    ),
};
