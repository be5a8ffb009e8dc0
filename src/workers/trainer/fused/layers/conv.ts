import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { CONV, DEPTHWISE, conv, depthwiseConv } from '../ops/conv.ts';
import { has } from '../kernel.ts';
import {
  type FilterLayer,
  type Inputs,
  type Keywords,
  type Weight,
  activated,
  classOf,
  only,
} from './base.ts';

interface ConvLayer extends FilterLayer {
  readonly strides: number[];
  readonly dilationRate: number[] | number;
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dataFormat: string;
}

/** What the kernels take of a layer's settings; undefined for what TF.js has to do, or to refuse. */
function settings({ strides, dilationRate, padding, dataFormat }: ConvLayer) {
  if (dataFormat !== 'channelsLast' || padding === 'causal') return undefined;
  const dilations = typeof dilationRate === 'number' ? strides.map(() => dilationRate) : dilationRate;
  return { strides, dilations, pad: padding };
}

function convolve(layer: ConvLayer, inputs: Inputs): Tensor | undefined {
  const set = settings(layer);
  if (!set || !has(CONV)) return undefined;
  return activated(layer, (activation) =>
    conv(only(inputs), layer.kernel.read(), layer.bias?.read(), { ...set, activation }),
  );
}

/** TF.js's convolution over sequences, as one kernel where there is one. */
export class FusedConv1D extends classOf<ConvLayer>(layers.conv1d({ filters: 1, kernelSize: 1 })) {
  override call(inputs: Inputs, keywords: Keywords) {
    return convolve(this, inputs) ?? super.call(inputs, keywords);
  }
}

/** TF.js's convolution over images, as one kernel where there is one. */
export class FusedConv2D extends classOf<ConvLayer>(layers.conv2d({ filters: 1, kernelSize: 1 })) {
  override call(inputs: Inputs, keywords: Keywords) {
    return convolve(this, inputs) ?? super.call(inputs, keywords);
  }
}

interface DepthwiseLayer extends ConvLayer {
  readonly depthwiseKernel: Weight;
}

/** TF.js's depthwise convolution, as one kernel where there is one. */
export class FusedDepthwiseConv2D extends classOf<DepthwiseLayer>(layers.depthwiseConv2d({ kernelSize: 1 })) {
  override call(inputs: Inputs, keywords: Keywords) {
    const filter = this.built ? this.depthwiseKernel.read() : undefined;
    const set = settings(this);
    if (!set || !filter || !has(DEPTHWISE)) return super.call(inputs, keywords);
    return activated(this, (activation) =>
      depthwiseConv(only(inputs), filter, this.bias?.read(), { ...set, activation }),
    );
  }
}

interface SeparableLayer extends DepthwiseLayer {
  readonly pointwiseKernel: Weight;
}

/** TF.js's separable convolution, as two kernels where there are such. */
export class FusedSeparableConv2D extends classOf<SeparableLayer>(
  layers.separableConv2d({ filters: 1, kernelSize: 1 }),
) {
  override call(inputs: Inputs, keywords: Keywords) {
    const filter = this.built ? this.depthwiseKernel.read() : undefined;
    const set = settings(this);
    if (!set || !filter || !has(DEPTHWISE)) return super.call(inputs, keywords);
    return tidy(() =>
      activated(this, (activation) =>
        conv(
          depthwiseConv(only(inputs), filter, undefined, { ...set, activation: 'linear' }),
          this.pointwiseKernel.read(),
          this.bias?.read(),
          { strides: [1, 1], dilations: [1, 1], pad: 'valid', activation },
        ),
      ),
    );
  }
}
