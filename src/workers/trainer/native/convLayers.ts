import { CONV, type ConvLayerAttrs, DEPTHWISE } from '../fused/ops/conv.ts';
import { type GradientAttrs, filterGradientOf, inputGradientOf } from '../fused/ops/layerGradient.ts';
import { convolve, filterGradient, inputGradient } from './conv.ts';
import { depthwise, depthwiseFilterGradient, depthwiseInputGradient } from './depthwise.ts';
import { register } from './kernel.ts';

/** The kernels of convolutional layers; their gradients are given dz for dy. */
export function registerConvLayers(): void {
  registerLayer(CONV, convolve, inputGradient, filterGradient);
  registerLayer(DEPTHWISE, depthwise, depthwiseInputGradient, depthwiseFilterGradient);
}

function registerLayer(
  kernelName: string,
  forward: typeof convolve,
  ofInput: typeof inputGradient,
  ofFilter: typeof filterGradient,
): void {
  const shaped = <T extends { shape: number[] }>(tensor: T, shape: readonly number[]): T => {
    tensor.shape = [...shape];
    return tensor;
  };
  register<'x' | 'filter' | 'bias', ConvLayerAttrs>(kernelName, ({ inputs, attrs, heap }) => {
    const { x, filter, bias } = inputs;
    return shaped(forward(heap, x, filter, bias, attrs.info, attrs.activation, attrs.alpha), attrs.shape);
  });
  register<'dy' | 'filter', GradientAttrs<ConvLayerAttrs>>(
    inputGradientOf(kernelName),
    ({ inputs: { dy, filter }, attrs, heap }) => shaped(ofInput(heap, dy, filter, attrs.info), attrs.shape),
  );
  register<'dy' | 'x', GradientAttrs<ConvLayerAttrs>>(
    filterGradientOf(kernelName),
    ({ inputs: { dy, x }, attrs, heap }) => [shaped(ofFilter(heap, x, dy, attrs.info), attrs.shape)],
  );
}
