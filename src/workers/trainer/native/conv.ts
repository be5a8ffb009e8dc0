import { isFused } from '../fused/activation.ts';
import { type ConvAttrs, convInfo } from '../fused/geometry.ts';
import { type Convolution, dense, depthwise } from './convolution.ts';
import { sizeOf } from './heap.ts';
import { areFloats, register } from './kernel.ts';

interface FusedAttrs extends ConvAttrs {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** Puts TF.js's convolutions over images and their gradients on our kernels, channels last. */
export function registerConv(): void {
  registerKind(dense, false, {
    forward: ['Conv2D', 'FusedConv2D'],
    filterGradient: 'Conv2DBackpropFilter',
    inputGradient: 'Conv2DBackpropInput',
  });
  registerKind(depthwise, true, {
    forward: ['DepthwiseConv2dNative', 'FusedDepthwiseConv2D'],
    filterGradient: 'DepthwiseConv2dNativeBackpropFilter',
    inputGradient: 'DepthwiseConv2dNativeBackpropInput',
  });
}

interface Names {
  readonly forward: readonly string[];
  readonly filterGradient: string;
  readonly inputGradient: string;
}

function registerKind(convolution: Convolution, isDepthwise: boolean, names: Names): void {
  for (const name of names.forward) {
    register<'x' | 'filter' | 'bias', FusedAttrs>(name, ({ inputs: { x, filter, bias }, attrs, heap }) => {
      const { activation = 'linear', leakyreluAlpha } = attrs;
      if (!areFloats(x, filter, bias) || attrs.dataFormat === 'NCHW' || !isFused(activation))
        return undefined;
      const info = convInfo(attrs, x.shape, filter.shape, isDepthwise);
      if (bias && sizeOf(bias.shape) !== info.outChannels) return undefined;
      return convolution.forward(heap, x, filter, bias, info, activation, leakyreluAlpha);
    });
  }
  register<'x' | 'dy', ConvAttrs & { readonly filterShape: number[] }>(
    names.filterGradient,
    ({ inputs: { x, dy }, attrs, heap }) => {
      if (!areFloats(x, dy) || attrs.dataFormat === 'NCHW') return undefined;
      return convolution.filterGradient(
        heap,
        x,
        dy,
        convInfo(attrs, x.shape, attrs.filterShape, isDepthwise),
      );
    },
  );
  register<'dy' | 'filter', ConvAttrs & { readonly inputShape: number[] }>(
    names.inputGradient,
    ({ inputs: { dy, filter }, attrs, heap }) => {
      if (!areFloats(dy, filter) || attrs.dataFormat === 'NCHW') return undefined;
      const info = convInfo(attrs, attrs.inputShape, filter.shape, isDepthwise);
      return convolution.inputGradient(heap, dy, filter, info);
    },
  );
}
