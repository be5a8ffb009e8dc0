import { CONV, type ConvLayerAttrs, DEPTHWISE } from '../fused/ops/conv.ts';
import { type GradientAttrs, filterGradientOf, inputGradientOf } from '../fused/ops/layerGradient.ts';
import { type Convolution, dense, depthwise } from './convolution.ts';
import { register } from './kernel.ts';

/** The kernels of convolutional layers; their gradients are given dz for dy. */
export function registerConvLayers(): void {
  registerLayer(CONV, dense);
  registerLayer(DEPTHWISE, depthwise);
}

function registerLayer(kernelName: string, convolution: Convolution): void {
  const shaped = <T extends { shape: number[] }>(tensor: T, shape: readonly number[]): T => {
    tensor.shape = [...shape];
    return tensor;
  };
  register<'x' | 'filter' | 'bias', ConvLayerAttrs>(kernelName, ({ inputs, attrs, heap }) => {
    const { x, filter, bias } = inputs;
    return shaped(
      convolution.forward(heap, x, filter, bias, attrs.info, attrs.activation, attrs.alpha),
      attrs.shape,
    );
  });
  register<'dy' | 'filter', GradientAttrs<ConvLayerAttrs>>(
    inputGradientOf(kernelName),
    ({ inputs: { dy, filter }, attrs, heap }) =>
      shaped(convolution.inputGradient(heap, dy, filter, attrs.info), attrs.shape),
  );
  register<'dy' | 'x', GradientAttrs<ConvLayerAttrs>>(
    filterGradientOf(kernelName),
    ({ inputs: { dy, x }, attrs, heap }) => [
      shaped(convolution.filterGradient(heap, x, dy, attrs.info), attrs.shape),
    ],
  );
}
