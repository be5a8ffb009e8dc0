import { CONV, type ConvLayerAttrs } from '../fused/ops/conv.ts';
import { type GradientAttrs, filterGradientOf, inputGradientOf } from '../fused/ops/layerGradient.ts';
import { beforeActivation, valueFunction } from './activation.ts';
import { register } from './kernel.ts';
import { productGroups, productProgram, productSizes } from './product.ts';
import { weightGradient } from './weightGradient.ts';
import { WINDOW, WINDOW_FUNCTIONS, windowSizes } from './window.ts';

/** Convolutional layers and their gradients, a dispatch each: products whose matrices are read out of the images. */
export function registerConv(): void {
  register<'x' | 'filter' | 'bias', ConvLayerAttrs>(CONV, ({ inputs: { x, filter, bias }, attrs, gpu }) => {
    const { info } = attrs;
    const y = gpu.make(attrs.shape);
    const rows = info.batchSize * info.outHeight * info.outWidth;
    const taps = info.filterHeight * info.filterWidth * info.inChannels;
    gpu.run(forward(attrs), {
      outputs: [y],
      inputs: bias ? [x, filter, bias] : [x, filter],
      sizes: [...productSizes(rows, info.outChannels, taps), ...windowSizes(info)],
      factors: [attrs.alpha],
      groups: productGroups(rows, info.outChannels),
    });
    return y;
  });
  register<'dy' | 'y' | 'filter', GradientAttrs<ConvLayerAttrs>>(
    inputGradientOf(CONV),
    ({ inputs: { dy, y, filter }, attrs, gpu }) => {
      const { info } = attrs;
      const dx = gpu.make(attrs.shape);
      const rows = info.batchSize * info.inHeight * info.inWidth;
      const inner = info.filterHeight * info.filterWidth * info.outChannels;
      const before = beforeActivation(attrs.activation);
      gpu.run(
        productProgram({
          name: `conv input gradient/${attrs.activation}`,
          outputs: ['dx'],
          inputs: [...before.inputs, 'weights'],
          sizes: WINDOW,
          factors: ['alpha'],
          alongRows: true,
          functions: before.functions + INPUT_GRADIENT,
        }),
        {
          outputs: [dx],
          inputs: [...before.tensors(dy, y), filter],
          sizes: [...productSizes(rows, info.inChannels, inner), ...windowSizes(info)],
          factors: [attrs.alpha],
          groups: productGroups(rows, info.inChannels),
        },
      );
      return dx;
    },
  );
  register<'dy' | 'y' | 'x', GradientAttrs<ConvLayerAttrs>>(
    filterGradientOf(CONV),
    ({ inputs: { dy, y, x }, attrs, gpu }) => {
      const { info } = attrs;
      const before = beforeActivation(attrs.activation);
      return weightGradient(
        gpu,
        {
          name: `conv filter gradient/${attrs.activation}`,
          inputs: [...before.inputs, 'x'],
          sizes: WINDOW,
          factors: ['alpha'],
          functions: `${before.functions}${IN_WINDOW}
fn a(row: i32, k: i32) -> f32 { return inWindow(k, row); }
fn b(k: i32, column: i32) -> f32 { return dz(k * n.columns + column); }
`,
        },
        {
          shapes: attrs.bias ? [attrs.shape, [info.outChannels]] : [attrs.shape],
          withBias: attrs.bias,
          rows: info.filterHeight * info.filterWidth * info.inChannels,
          columns: info.outChannels,
          inner: info.batchSize * info.outHeight * info.outWidth,
          inputs: [...before.tensors(dy, y), x],
          sizes: windowSizes(info),
          factors: [attrs.alpha],
        },
      );
    },
  );
}

/** WGSL: the number that a position's window has at a tap; taps go through the channels first. */
const IN_WINDOW = `${WINDOW_FUNCTIONS}
fn inWindow(position: i32, tap: i32) -> f32 {
  let row = inRow(position / n.outWidth % n.outHeight, tap / n.inChannels / n.filterWidth);
  let column = inColumn(position % n.outWidth, tap / n.inChannels % n.filterWidth);
  if (row < 0 || column < 0) { return 0.0; }
  let image = position / (n.outWidth * n.outHeight);
  return x[((image * n.inHeight + row) * n.inWidth + column) * n.inChannels + tap % n.inChannels];
}
`;

const forward = ({ activation, bias }: ConvLayerAttrs) =>
  productProgram({
    name: `conv/${activation}/${bias}`,
    outputs: ['result'],
    inputs: bias ? ['x', 'weights', 'bias'] : ['x', 'weights'],
    sizes: WINDOW,
    factors: ['alpha'],
    alongRows: true,
    functions: `${valueFunction('value', activation)}${IN_WINDOW}
fn a(row: i32, k: i32) -> f32 { return inWindow(row, k); }
fn b(k: i32, column: i32) -> f32 { return weights[k * n.columns + column]; }
fn store(row: i32, column: i32, sum: f32, part: i32) {
  result[row * n.columns + column] = value(sum${bias ? ' + bias[column]' : ''});
}`,
  });

/** Rows are positions of the input; of the inner numbers, the filters go first. */
const INPUT_GRADIENT = `${WINDOW_FUNCTIONS}
fn a(row: i32, k: i32) -> f32 {
  let toRow = outRow(row / n.inWidth % n.inHeight, k / n.outChannels / n.filterWidth);
  let toColumn = outColumn(row % n.inWidth, k / n.outChannels % n.filterWidth);
  if (toRow < 0 || toColumn < 0) { return 0.0; }
  let image = row / (n.inWidth * n.inHeight);
  return dz(((image * n.outHeight + toRow) * n.outWidth + toColumn) * n.outChannels + k % n.outChannels);
}
fn b(k: i32, column: i32) -> f32 {
  return weights[(k / n.outChannels * n.inChannels + column) * n.outChannels + k % n.outChannels];
}
fn store(row: i32, column: i32, sum: f32, part: i32) { dx[row * n.columns + column] = sum; }
`;
