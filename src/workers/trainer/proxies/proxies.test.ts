import '@tensorflow/tfjs-backend-cpu';
import { ready, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { Topology } from '../../../search/domain.ts';
import type { NetworkProxy } from '../../../search/estimators/proxies.ts';
import { parseSpec } from '../../../search/spec/spec.ts';
import { buildNetwork } from '../network.ts';
import { Pace } from '../pace.ts';
import { makeResident } from '../resident.ts';
import { hessianVector } from './gradients.ts';
import { measure } from './measure.ts';

beforeAll(ready);

const [INPUTS, HIDDEN, CLASSES] = [6, 8, 2];
const ROWS = [
  [0.5, -1, 2, 0.3, -0.7, 1.1],
  [1.5, 0.25, -0.5, -1.4, 0.2, 0.6],
  [-2, 1, 0.75, 0.8, 1.3, -0.4],
  [0.1, 0.2, -1.2, -0.9, -1.6, 0.05],
];
const LABELS = [0, 1, 1, 0];

/** As programs that name no initialiser come: seeded by the job. */
const kernel_initializer = { class_name: 'GlorotNormal', config: {} };

/** Two dense layers; l2 on the first, of which no proxy must know. */
const topologyOf = (activation: string): Topology => ({
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
          activation,
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
});

const spec = parseSpec({ training: { batchSize: 16 } });
if (!spec.ok) throw new Error(spec.error);
const { training } = spec.value;
const jobOf = (activation: string) => ({ topology: topologyOf(activation), training, seed: 3 });

async function measured(proxy: NetworkProxy, activation: string): Promise<number> {
  const examples = { x: Float32Array.from(ROWS.flat()), y: Uint8Array.from(LABELS) };
  const data = makeResident({ inputShape: [INPUTS], classNames: ['left', 'right'] }, examples);
  const value = await measure(proxy, { job: jobOf(activation), data, pace: new Pace() });
  data.dispose();
  return value;
}

/** Kernel and bias of the hidden layer, then of the last one; kernels row by row. */
async function weightsOf(activation: string): Promise<number[][]> {
  const network = await buildNetwork(jobOf(activation));
  const weights = (await network.read()).map(({ values }) => [...values]);
  network.dispose();
  return weights;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** x·kernel + bias. */
const affine = (x: readonly number[], kernel: readonly number[], bias: readonly number[]) =>
  bias.map((b, j) => sum(x.map((value, i) => value * (kernel[i * bias.length + j] ?? NaN))) + b);

/** What is added to the outputs of the two layers, example by example. */
interface Offsets {
  readonly hidden: readonly (readonly number[])[];
  readonly out: readonly (readonly number[])[];
}
const NOTHING: Offsets = {
  hidden: ROWS.map(() => new Array<number>(HIDDEN).fill(0)),
  out: ROWS.map(() => new Array<number>(CLASSES).fill(0)),
};

/** Mean cross-entropy of the network with tanh over all rows, in doubles. */
function loss(
  [hidden = [], hiddenBias = [], out = [], outBias = []]: readonly number[][],
  added = NOTHING,
): number {
  const each = ROWS.map((row, n) => {
    const units = affine(row, hidden, hiddenBias).map((z, j) => Math.tanh(z) + (added.hidden[n]?.[j] ?? NaN));
    const logits = affine(units, out, outBias).map((z, c) => z + (added.out[n]?.[c] ?? NaN));
    return Math.log(sum(logits.map(Math.exp))) - (logits[LABELS[n] ?? 0] ?? NaN);
  });
  return sum(each) / each.length;
}

/** By central differences, one list for each list of weights. */
function gradient(weights: readonly number[][], step = 1e-5): number[][] {
  return weights.map((values, list) =>
    values.map((value, at) => {
      const shifted = (by: number) => loss(weights.with(list, values.with(at, value + by)));
      return (shifted(step) - shifted(-step)) / (2 * step);
    }),
  );
}

const KERNELS = [0, 2];

function expectNear(found: number, wanted: number, tolerance = 1e-4) {
  expect(Math.abs(wanted)).toBeGreaterThan(1e-3);
  expect(Math.abs(found / wanted - 1)).toBeLessThan(tolerance);
}

it('the norm of the gradient is that of finite differences', async () => {
  const squares = gradient(await weightsOf('tanh'))
    .flat()
    .map((value) => value ** 2);
  expectNear(await measured('grad_norm', 'tanh'), Math.sqrt(sum(squares)));
});

it('snip is the sum of gradients times weights, each without its sign', async () => {
  const weights = await weightsOf('tanh');
  const gradients = gradient(weights);
  const saliencies = KERNELS.flatMap((list) =>
    (weights[list] ?? []).map((value, at) => Math.abs(value * (gradients[list]?.[at] ?? NaN))),
  );
  expectNear(await measured('snip', 'tanh'), sum(saliencies));
});

it('a Hessian product by differences of gradients is exact for a quadratic', async () => {
  // ½ θᵀAθ + bᵀθ has the gradient Aθ + b, whatever θ is.
  const A = [
    [2, -1, 0.5],
    [-1, 3, 0],
    [0.5, 0, -4],
  ];
  const [theta, b, v] = [
    [1, -2, 0.5],
    [0.3, 0.1, -0.7],
    [0.6, -0.2, 0.4],
  ];
  const times = (x: readonly number[]) => A.map((row) => sum(row.map((value, i) => value * (x[i] ?? NaN))));
  const at = async (step: number) => {
    const moved = theta.map((value, i) => value + step * (v[i] ?? NaN));
    return [tensor1d(times(moved).map((value, i) => value + (b[i] ?? NaN)))];
  };
  const [product] = await hessianVector(at, Math.hypot(...v));
  const found = [...((await product?.data()) ?? [])];
  times(v).forEach((value, i) => expect(found[i]).toBeCloseTo(value, 3));
});

it('grasp is the weights times their gradient’s Hessian product, negative', async () => {
  const weights = await weightsOf('tanh');
  const direction = gradient(weights);
  const moved = (step: number) =>
    gradient(
      weights.map((values, list) =>
        values.map((value, at) =>
          KERNELS.includes(list) ? value + step * (direction[list]?.[at] ?? NaN) : value,
        ),
      ),
    );
  const [above, below] = [moved(1e-3), moved(-1e-3)];
  const terms = KERNELS.flatMap((list) =>
    (weights[list] ?? []).map(
      (value, at) => (-value * ((above[list]?.[at] ?? NaN) - (below[list]?.[at] ?? NaN))) / 2e-3,
    ),
  );
  // Single precision twice differentiated leaves three digits.
  expectNear(await measured('grasp', 'tanh'), sum(terms), 5e-3);
});

it('fisher is half the mean square of activation times gradient, over all channels', async () => {
  const weights = await weightsOf('tanh');
  const [hidden = [], hiddenBias = [], out = [], outBias = []] = weights;
  const units = ROWS.map((row) => affine(row, hidden, hiddenBias).map(Math.tanh));
  const activations = { hidden: units, out: units.map((row) => affine(row, out, outBias)) };
  const step = 1e-5;
  const terms = (['hidden', 'out'] as const).flatMap((layer) =>
    activations[layer].flatMap((row, n) =>
      row.map((activation, channel) => {
        const lossWith = (by: number) => {
          const rows = NOTHING[layer];
          return loss(weights, { ...NOTHING, [layer]: rows.with(n, (rows[n] ?? []).with(channel, by)) });
        };
        const slope = (lossWith(step) - lossWith(-step)) / (2 * step);
        return (activation * slope) ** 2 / (2 * ROWS.length);
      }),
    ),
  );
  expectNear(await measured('fisher', 'tanh'), sum(terms), 1e-3);
});

it('synflow of two rectified layers is twice the sum of all paths', async () => {
  // The sum of the logits is of the first degree in the weights of each layer (Euler).
  const [hidden = [], , out = []] = await weightsOf('relu');
  const paths = Array.from({ length: HIDDEN }, (_, j) => {
    const into = sum(Array.from({ length: INPUTS }, (_, i) => Math.abs(hidden[i * HIDDEN + j] ?? NaN)));
    return into * sum(Array.from({ length: CLASSES }, (_, c) => Math.abs(out[j * CLASSES + c] ?? NaN)));
  });
  expectNear(await measured('synflow', 'relu'), 2 * sum(paths));
});

/** Determinant and trace of the inverse, by Gauss and Jordan with pivots. */
function solve(matrix: readonly (readonly number[])[]) {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let determinant = 1;
  for (let column = 0; column < size; column++) {
    const lengths = rows.slice(column).map((row) => Math.abs(row[column] ?? 0));
    const pivot = column + lengths.indexOf(Math.max(...lengths));
    const [own, other] = [rows[column] ?? [], rows[pivot] ?? []];
    [rows[column], rows[pivot]] = [other, own];
    if (pivot !== column) determinant *= -1;
    const scale = other[column] ?? NaN;
    determinant *= scale;
    const unit = other.map((value) => value / scale);
    rows.forEach((row, i) => {
      rows[i] = i === column ? unit : row.map((value, j) => value - (row[column] ?? 0) * (unit[j] ?? 0));
    });
  }
  return { determinant, traceOfInverse: sum(rows.map((row, i) => row[size + i] ?? NaN)) };
}

it('jacob_cov is that of the Jacobians’ correlation, without its eigenvalues', async () => {
  const [hidden = [], hiddenBias = [], out = []] = await weightsOf('tanh');
  const jacobians = ROWS.map((row) => {
    const slopes = affine(row, hidden, hiddenBias).map((z) => 1 - Math.tanh(z) ** 2);
    return row.map((_, i) =>
      sum(
        slopes.map(
          (slope, j) =>
            (hidden[i * HIDDEN + j] ?? NaN) * slope * sum(out.slice(j * CLASSES, (j + 1) * CLASSES)),
        ),
      ),
    );
  });
  const correlation = jacobians.map((a) =>
    jacobians.map((b) => {
      const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length];
      const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
        sum(x.map((value, i) => (value - mx) * ((y[i] ?? NaN) - my)));
      return (
        product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB))
      );
    }),
  );
  // Σ log v is the logarithm of the determinant, Σ 1/v the trace of the inverse.
  const k = 1e-5;
  const { determinant, traceOfInverse } = solve(
    correlation.map((row, i) => row.map((value, j) => value + (i === j ? k : 0))),
  );
  expectNear(await measured('jacob_cov', 'tanh'), -Math.log(determinant) - traceOfInverse, 1e-3);
});

it('naswot is the determinant of how many units agree', async () => {
  const [hidden = [], hiddenBias = []] = await weightsOf('relu');
  const codes = ROWS.map((row) => affine(row, hidden, hiddenBias).map((z) => z > 0));
  const kernel = codes.map((a) => codes.map((b) => a.filter((on, i) => on === b[i]).length));
  const { determinant } = solve(kernel);
  expect(determinant).toBeGreaterThan(1);
  expectNear(await measured('naswot', 'relu'), Math.log(determinant));
});

it('naswot knows nothing of a network that rectifies nothing', async () => {
  expect(await measured('naswot', 'tanh')).toBeNaN();
});
