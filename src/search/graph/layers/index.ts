import type { LayerKind } from '../layer.ts';
import * as activations from './activation.ts';
import { bidirectional } from './bidirectional.ts';
import { conv1d, conv2d, depthwiseConv2d, separableConv2d } from './convolution.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import * as merging from './merging.ts';
import { batchNormalization, layerNormalization } from './normalization.ts';
import * as pooling from './pooling.ts';
import { gru, lstm, simpleRNN } from './recurrent.ts';
import { flatten, permute, reshape, upSampling2d, zeroPadding2d } from './reshaping.ts';

/** What `tf.layers` offers, by the names and aliases of TF.js 4.22. */
export const LAYERS: Readonly<Record<string, LayerKind>> = {
  dense,
  conv1d,
  conv2d,
  separableConv2d,
  depthwiseConv2d,
  maxPooling1d: pooling.maxPooling1d,
  maxPool1d: pooling.maxPooling1d,
  maxPooling2d: pooling.maxPooling2d,
  maxPool2d: pooling.maxPooling2d,
  averagePooling1d: pooling.averagePooling1d,
  avgPool1d: pooling.averagePooling1d,
  avgPooling1d: pooling.averagePooling1d,
  averagePooling2d: pooling.averagePooling2d,
  avgPool2d: pooling.averagePooling2d,
  avgPooling2d: pooling.averagePooling2d,
  globalMaxPooling1d: pooling.globalMaxPooling1d,
  globalMaxPool1d: pooling.globalMaxPooling1d,
  globalMaxPooling2d: pooling.globalMaxPooling2d,
  globalMaxPool2d: pooling.globalMaxPooling2d,
  globalAveragePooling1d: pooling.globalAveragePooling1d,
  globalAveragePooling2d: pooling.globalAveragePooling2d,
  batchNormalization,
  layerNormalization,
  dropout,
  activation: activations.activationLayer,
  reLU: activations.reLU,
  leakyReLU: activations.leakyReLU,
  elu: activations.elu,
  prelu: activations.prelu,
  softmax: activations.softmax,
  flatten,
  reshape,
  permute,
  add: merging.add,
  multiply: merging.multiply,
  average: merging.average,
  maximum: merging.maximum,
  minimum: merging.minimum,
  concatenate: merging.concatenate,
  zeroPadding2d,
  upSampling2d,
  simpleRNN,
  gru,
  lstm,
  bidirectional,
};
