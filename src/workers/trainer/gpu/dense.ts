import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { DENSE } from '../fused/ops/dense.ts';
import {
  type GradientAttrs,
  type LayerAttrs,
  filterGradientOf,
  inputGradientOf,
} from '../fused/ops/layerGradient.ts';
import { beforeActivation, valueFunction } from './activation.ts';
import type { Gpu } from './gpu.ts';
import { register } from './kernel.ts';
import { productGroups, productProgram, productSizes } from './product.ts';
import { weightGradient } from './weightGradient.ts';

/** Dense layers and their gradients, a dispatch each, the activation and the bias in them. */
export function registerDense(): void {
  register<'x' | 'filter' | 'bias', LayerAttrs>(DENSE, ({ inputs: { x, filter, bias }, attrs, gpu }) =>
    denseForward(gpu, x, filter, bias, attrs),
  );
  register<'dy' | 'y' | 'filter', GradientAttrs<LayerAttrs>>(
    inputGradientOf(DENSE),
    ({ inputs: { dy, y, filter }, attrs, gpu }) => denseInputGradient(gpu, dy, y, filter, attrs),
  );
  register<'dy' | 'y' | 'x', GradientAttrs<LayerAttrs>>(
    filterGradientOf(DENSE),
    ({ inputs: { dy, y, x }, attrs: { shape, activation, alpha, bias }, gpu }) => {
      const [rows, columns] = shape as [number, number];
      const before = beforeActivation(activation);
      return weightGradient(
        gpu,
        {
          name: `dense filter gradient/${activation}`,
          inputs: [...before.inputs, 'x'],
          sizes: [],
          factors: ['alpha'],
          functions: `${before.functions}
fn a(row: i32, k: i32) -> f32 { return x[k * n.rows + row]; }
fn b(k: i32, column: i32) -> f32 { return dz(k * n.columns + column); }
`,
        },
        {
          shapes: bias ? [shape, [columns]] : [shape],
          withBias: bias,
          rows,
          columns,
          inner: util.sizeFromShape(dy.shape) / columns,
          inputs: [...before.tensors(dy, y), x],
          sizes: [],
          factors: [alpha],
        },
      );
    },
  );
}

/** act(x · filter + bias) */
export function denseForward(
  gpu: Gpu,
  x: TensorInfo,
  filter: TensorInfo,
  bias: TensorInfo | undefined,
  { activation, alpha }: Pick<LayerAttrs, 'activation' | 'alpha'>,
): TensorInfo {
  const [inner, units] = filter.shape as [number, number];
  const y = gpu.make([...x.shape.slice(0, -1), units]);
  const rows = util.sizeFromShape(x.shape) / inner;
  const program = productProgram({
    name: `dense/${activation}/${bias !== undefined}`,
    outputs: ['result'],
    inputs: bias ? ['x', 'weights', 'bias'] : ['x', 'weights'],
    sizes: [],
    factors: ['alpha'],
    alongRows: true,
    functions: `${valueFunction('value', activation)}
fn a(row: i32, k: i32) -> f32 { return x[row * n.inner + k]; }
fn b(k: i32, column: i32) -> f32 { return weights[k * n.columns + column]; }
fn store(row: i32, column: i32, sum: f32, part: i32) {
  result[row * n.columns + column] = value(sum${bias ? ' + bias[column]' : ''});
}`,
  });
  gpu.run(program, {
    outputs: [y],
    inputs: bias ? [x, filter, bias] : [x, filter],
    sizes: productSizes(rows, units, inner),
    factors: [alpha],
    groups: productGroups(rows, units),
  });
  return y;
}

/** (dy · act') · filterᵀ */
export function denseInputGradient(
  gpu: Gpu,
  dy: TensorInfo,
  y: TensorInfo,
  filter: TensorInfo,
  { activation, alpha, shape }: Pick<GradientAttrs<LayerAttrs>, 'activation' | 'alpha' | 'shape'>,
): TensorInfo {
  const [inner, units] = filter.shape as [number, number];
  const dx = gpu.make(shape);
  const rows = util.sizeFromShape(shape) / inner;
  const before = beforeActivation(activation);
  const program = productProgram({
    name: `dense input gradient/${activation}`,
    outputs: ['dx'],
    inputs: [...before.inputs, 'weights'],
    sizes: [],
    factors: ['alpha'],
    alongRows: true,
    functions: `${before.functions}
fn a(row: i32, k: i32) -> f32 { return dz(row * n.inner + k); }
fn b(k: i32, column: i32) -> f32 { return weights[column * n.inner + k]; }
fn store(row: i32, column: i32, sum: f32, part: i32) { dx[row * n.columns + column] = sum; }`,
  });
  gpu.run(program, {
    outputs: [dx],
    inputs: [...before.tensors(dy, y), filter],
    sizes: productSizes(rows, inner, units),
    factors: [alpha],
    groups: productGroups(rows, inner),
  });
  return dx;
}
