import { util } from '@tensorflow/tfjs-core';
import { type PoolAttrs, poolInfo } from '../fused/geometry.ts';
import { register } from './kernel.ts';
import { type Program, groupsFor, perNumber } from './program.ts';
import { WINDOW, WINDOW_FUNCTIONS, sumOverWindows, windowSizes } from './window.ts';

/**
 * Puts the gradients of pooling on our kernels, a dispatch each. The mean's is shared by the elements that a window
 * has inside the image, which makes it the gradient of the forward pass; TF.js's own divides by the window's size.
 */
export function registerPool(): void {
  register<'dy' | 'input' | 'output', PoolAttrs>(
    'MaxPoolGrad',
    ({ inputs: { dy, input, output }, attrs, gpu }) => {
      const dx = gpu.make(input.shape);
      const size = util.sizeFromShape(input.shape);
      gpu.run(maxGradient, {
        outputs: [dx],
        inputs: [dy, input, output],
        sizes: [size, ...windowSizes(poolInfo(attrs, input.shape))],
        groups: groupsFor(size),
      });
      return dx;
    },
  );
  register<'dy' | 'input', PoolAttrs>('AvgPoolGrad', ({ inputs: { dy, input }, attrs, gpu }) => {
    const dx = gpu.make(input.shape);
    const size = util.sizeFromShape(input.shape);
    gpu.run(averageGradient, {
      outputs: [dx],
      inputs: [dy],
      sizes: [size, ...windowSizes(poolInfo(attrs, input.shape))],
      groups: groupsFor(size),
    });
    return dx;
  });
}

const maxGradient: Program = perNumber({
  name: 'max pooling gradient',
  outputs: ['dx'],
  inputs: ['dy', 'image', 'greatest'],
  sizes: WINDOW,
  functions: `${WINDOW_FUNCTIONS}
// Whether one before this tap of a window, in order of memory, is as great: the gradient goes to the first.
fn isLate(example: i32, row: i32, column: i32, channel: i32, tap: i32, greatest: f32) -> bool {
  for (var before = 0; before < tap; before++) {
    let atRow = inRow(row, before / n.filterWidth);
    let atColumn = inColumn(column, before % n.filterWidth);
    if (atRow < 0 || atColumn < 0) { continue; }
    if (image[((example * n.inHeight + atRow) * n.inWidth + atColumn) * n.inChannels + channel] == greatest) {
      return true;
    }
  }
  return false;
}
`,
  main: sumOverWindows(`if (image[i] != greatest[at]) { continue; }
      if (isLate(example, row, column, channel, fy * n.filterWidth + fx, image[i])) { continue; }
      sum += dy[at];`),
});

const averageGradient: Program = perNumber({
  name: 'average pooling gradient',
  outputs: ['dx'],
  inputs: ['dy'],
  sizes: WINDOW,
  functions: `${WINDOW_FUNCTIONS}
fn inside(out: i32, stride: i32, pad: i32, length: i32, size: i32) -> i32 {
  let first = out * stride - pad;
  return min(first + length, size) - max(first, 0);
}
`,
  main: sumOverWindows(`let rows = inside(row, n.strideHeight, n.padTop, n.filterHeight, n.inHeight);
      let columns = inside(column, n.strideWidth, n.padLeft, n.filterWidth, n.inWidth);
      sum += dy[at] / f32(rows * columns);`),
});
