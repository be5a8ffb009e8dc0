import { util } from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENT, type ActivationAttrs, SPREAD, type SpreadAttrs } from '../fused/gradients.ts';
import { beforeActivation } from './activation.ts';
import { register } from './kernel.ts';
import { groupsFor, perNumber } from './program.ts';

/** Puts the gradients of activations and means on our kernels, a dispatch each. */
export function registerGradients(): void {
  register<'dy' | 'y', ActivationAttrs>(ACTIVATION_GRADIENT, ({ inputs: { dy, y }, attrs, gpu }) => {
    const dx = gpu.make(dy.shape);
    const size = util.sizeFromShape(dy.shape);
    const before = beforeActivation(attrs.activation);
    gpu.run(
      perNumber({
        name: `activation gradient/${attrs.activation}`,
        outputs: ['dx'],
        inputs: before.inputs,
        factors: ['alpha'],
        functions: before.functions,
        main: 'dx[i] = dz(i);',
      }),
      {
        outputs: [dx],
        inputs: before.tensors(dy, y),
        sizes: [size],
        factors: [attrs.alpha],
        groups: groupsFor(size),
      },
    );
    return dx;
  });
  register<'dy', SpreadAttrs>(SPREAD, ({ inputs: { dy }, attrs: { shape, middle, inner }, gpu }) => {
    const dx = gpu.make(shape);
    const size = util.sizeFromShape(shape);
    gpu.run(spread, { outputs: [dx], inputs: [dy], sizes: [size, middle, inner], groups: groupsFor(size) });
    return dx;
  });
}

const spread = perNumber({
  name: 'spread',
  outputs: ['dx'],
  inputs: ['dy'],
  sizes: ['middle', 'inner'],
  main: 'dx[i] = dy[i / (n.middle * n.inner) * n.inner + i % n.inner] / f32(n.middle);',
});
