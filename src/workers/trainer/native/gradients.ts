import { ACTIVATION_GRADIENT, type ActivationAttrs, SPREAD, type SpreadAttrs } from '../fused/gradients.ts';
import { activationNumber } from './activation.ts';
import { sizeOf } from './heap.ts';
import { areFloats, register } from './kernel.ts';

/** Puts the gradients of activations and means on our kernels. */
export function registerGradients(): void {
  register<'dy' | 'y', ActivationAttrs>(
    ACTIVATION_GRADIENT,
    ({ inputs: { dy, y }, attrs: { activation, alpha }, heap }) => {
      const dx = heap.make(dy.shape);
      const kind = activationNumber(activation);
      heap.kernels.activation_gradient(heap.at(dx), heap.at(dy), heap.at(y), sizeOf(dy.shape), kind, alpha);
      return dx;
    },
  );
  register<'dy' | 'y', unknown>('EluGrad', ({ inputs: { dy, y }, heap }) => {
    if (!areFloats(dy, y)) return undefined;
    const dx = heap.make(dy.shape);
    const kind = activationNumber('elu');
    heap.kernels.activation_gradient(heap.at(dx), heap.at(dy), heap.at(y), sizeOf(dy.shape), kind, 0);
    return dx;
  });
  register<'dy', SpreadAttrs>(SPREAD, ({ inputs: { dy }, attrs: { shape, outer, middle, inner }, heap }) => {
    const dx = heap.make(shape);
    heap.kernels.spread_middle(heap.at(dx), heap.at(dy), outer, middle, inner, 1 / middle);
    return dx;
  });
}
