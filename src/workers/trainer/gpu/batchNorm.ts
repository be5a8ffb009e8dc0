import { util } from '@tensorflow/tfjs-core';
import { BATCH_NORM, BATCH_NORM_GRADIENT, type BatchNormOptions } from '../fused/ops/batchNorm.ts';
import { register } from './kernel.ts';
import { type Program, groupsFor } from './program.ts';
import { totalFunction } from './total.ts';

/** Channels of a group of threads, and rows that it takes at a time. */
const [COLUMNS, LANES] = [4, 64];

/** Batch normalisation in training, and its gradients, in a dispatch each. */
export function registerBatchNorm(): void {
  register<'x' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance', BatchNormOptions>(
    BATCH_NORM,
    ({ inputs: { x, gamma, beta, movingMean, movingVariance }, attrs: { epsilon, momentum }, gpu }) => {
      const columns = x.shape.at(-1) ?? 1;
      const made = [gpu.make(x.shape), gpu.make([columns]), gpu.make([columns])];
      gpu.run(forward, {
        outputs: [...made, movingMean, movingVariance],
        inputs: [x, gamma, beta],
        sizes: [util.sizeFromShape(x.shape) / columns, columns],
        factors: [epsilon, 1 - momentum],
        groups: groupsFor(columns, COLUMNS),
      });
      return made;
    },
  );
  register<'dy' | 'x' | 'gamma' | 'mean' | 'inverse', unknown>(BATCH_NORM_GRADIENT, ({ inputs, gpu }) => {
    const { dy, x, gamma, mean, inverse } = inputs;
    const columns = x.shape.at(-1) ?? 1;
    const made = [gpu.make(x.shape), gpu.make([columns]), gpu.make([columns])];
    gpu.run(gradient, {
      outputs: made,
      inputs: [dy, x, gamma, mean, inverse],
      sizes: [util.sizeFromShape(x.shape) / columns, columns],
      groups: groupsFor(columns, COLUMNS),
    });
    return made;
  });
}

/** WGSL: runs a statement for each row `r` of the thread, `at` being where its number lies. */
const eachRow = (statement: string) => `
  if (column < n.columns) {
    for (var r = y; r < n.rows; r += ${LANES}) {
      let at = r * n.columns + column;
      ${statement}
    }
  }`;

const forward: Program = {
  name: 'batch normalisation',
  outputs: ['result', 'mean', 'inverse', 'movingMean', 'movingVariance'],
  inputs: ['values', 'gamma', 'beta'],
  sizes: ['rows', 'columns'],
  factors: ['epsilon', 'rate'],
  threads: [COLUMNS, LANES],
  functions: totalFunction(COLUMNS, LANES),
  main: `
  let column = group * ${COLUMNS} + x;
  var sum = 0.0;
  ${eachRow('sum += values[at];')}
  let centre = total(sum, x, y) / f32(n.rows);
  // About the mean, since the mean of squares less the square of the mean cancels.
  var squares = 0.0;
  ${eachRow('squares += (values[at] - centre) * (values[at] - centre);')}
  let variance = total(squares, x, y) / f32(n.rows);
  if (column >= n.columns) { return; }
  let scale = 1.0 / sqrt(variance + n.epsilon);
  let slope = scale * gamma[column];
  let shift = beta[column];
  ${eachRow('result[at] = (values[at] - centre) * slope + shift;')}
  if (y > 0) { return; }
  mean[column] = centre;
  inverse[column] = scale;
  movingMean[column] -= (movingMean[column] - centre) * n.rate;
  movingVariance[column] -= (movingVariance[column] - variance) * n.rate;`,
};

const gradient: Program = {
  name: 'batch normalisation gradient',
  outputs: ['dx', 'dgamma', 'dbeta'],
  inputs: ['dy', 'values', 'gamma', 'mean', 'inverse'],
  sizes: ['rows', 'columns'],
  threads: [COLUMNS, LANES],
  functions: totalFunction(COLUMNS, LANES),
  main: `
  let column = group * ${COLUMNS} + x;
  var sum = 0.0;
  var product = 0.0;
  ${eachRow('sum += dy[at]; product += dy[at] * (values[at] - mean[column]);')}
  sum = total(sum, x, y);
  product = total(product, x, y);
  if (column >= n.columns) { return; }
  let scale = inverse[column];
  let slope = scale * gamma[column];
  let share = 1.0 / f32(n.rows);
  let along = product * scale * scale * share;
  ${eachRow('dx[at] = slope * (dy[at] - sum * share - (values[at] - mean[column]) * along);')}
  if (y > 0) { return; }
  dgamma[column] = product * scale;
  dbeta[column] = sum;`,
};
