import '@tensorflow/tfjs-backend-cpu';
import { ready } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import type { Topology } from '../../search/domain.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import { Pace } from './pace.ts';
import { gradientNorm } from './probe.ts';
import { buildNetwork } from './network.ts';
import { makeResident } from './resident.ts';

beforeAll(ready);

const [INPUTS, HIDDEN, CLASSES] = [3, 4, 2];
const ROWS = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.5],
  [-2, 1, 0.75],
  [0.1, 0.2, -1.2],
];
const LABELS = [0, 1, 1, 0];

/** As programs that name no initialiser come: seeded by the job. */
const kernel_initializer = { class_name: 'GlorotNormal', config: {} };

/** Two dense layers with tanh between; l2 on the first, of which the norm must not know. */
const topology: Topology = {
  class_name: 'Functional',
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
  config: {
    name: 'model',
    layers: [
      {
        class_name: 'InputLayer',
        name: 'input',
        config: { name: 'input', batch_input_shape: [null, INPUTS], dtype: 'float32' },
        inbound_nodes: [],
      },
      {
        class_name: 'Dense',
        name: 'hidden',
        config: {
          name: 'hidden',
          units: HIDDEN,
          activation: 'tanh',
          kernel_initializer,
          kernel_regularizer: { class_name: 'L1L2', config: { l1: 0, l2: 0.5 } },
        },
        inbound_nodes: [[['input', 0, 0, {}]]],
      },
      {
        class_name: 'Dense',
        name: 'out',
        config: { name: 'out', units: CLASSES, activation: 'softmax', kernel_initializer },
        inbound_nodes: [[['hidden', 0, 0, {}]]],
      },
    ],
    input_layers: [['input', 0, 0]],
    output_layers: [['out', 0, 0]],
  },
};

const spec = parseSpec({ training: { batchSize: 16 } });
if (!spec.ok) throw new Error(spec.error);
const job = { topology, training: spec.value.training, seed: 3 };

/** x·kernel + bias, the kernel row by row. */
const affine = (x: readonly number[], kernel: readonly number[], bias: readonly number[]) =>
  bias.map((b, j) => x.reduce((sum, value, i) => sum + value * (kernel[i * bias.length + j] ?? NaN), b));

/** Mean cross-entropy over the rows, in doubles, as a function of the four weights. */
function loss([hidden = [], hiddenBias = [], out = [], outBias = []]: readonly number[][]): number {
  const each = ROWS.map((row, i) => {
    const logits = affine(affine(row, hidden, hiddenBias).map(Math.tanh), out, outBias);
    return Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0)) - (logits[LABELS[i] ?? 0] ?? NaN);
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

test('the norm of the gradient is that of finite differences', async () => {
  const network = await buildNetwork(job);
  const weights = (await network.read()).map(({ values }) => [...values]);
  network.dispose();
  const step = 1e-5;
  let squares = 0;
  for (const values of weights) {
    for (const [at, value] of values.entries()) {
      const shifted = [1, -1].map((sign) => {
        values[at] = value + sign * step;
        return loss(weights);
      });
      values[at] = value;
      squares += (((shifted[0] ?? NaN) - (shifted[1] ?? NaN)) / (2 * step)) ** 2;
    }
  }

  const examples = { x: Float32Array.from(ROWS.flat()), y: Uint8Array.from(LABELS) };
  const data = makeResident({ inputShape: [INPUTS], classNames: ['left', 'right'] }, examples);
  const norm = await gradientNorm(job, data, new Pace());
  data.dispose();
  expect(norm).toBeGreaterThan(0.01);
  expect(Math.abs(norm / Math.sqrt(squares) - 1)).toBeLessThan(1e-5);
});
