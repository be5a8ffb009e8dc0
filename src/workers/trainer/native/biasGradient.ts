import { BIAS_GRADIENT, type LayerAttrs } from '../fused/ops/layerGradient.ts';
import { activationNumber } from './activation.ts';
import { sizeOf } from './heap.ts';
import { register } from './kernel.ts';

/** The way back through a layer's activation and bias, which dense and convolutional layers share. */
export function registerBiasGradient(): void {
  register<'dy' | 'y', LayerAttrs>(BIAS_GRADIENT, ({ inputs: { dy, y }, attrs, heap }) => {
    const columns = dy.shape.at(-1) ?? 1;
    const linear = attrs.activation === 'linear';
    const dz = linear ? undefined : heap.make(dy.shape);
    const db = attrs.bias ? heap.make([columns]) : undefined;
    heap.kernels.bias_gradient(
      heap.at(dz),
      heap.at(db),
      heap.at(dy),
      heap.at(y),
      sizeOf(dy.shape) / columns,
      columns,
      activationNumber(attrs.activation),
      attrs.alpha,
    );
    return [dz, db].filter((tensor) => tensor !== undefined);
  });
}
