import type { TensorInfo } from '@tensorflow/tfjs-core';
import { GRU, LSTM, type Recurrent, type RecurrentOptions, gradientOf } from '../fused/ops/recurrent.ts';
import { denseForward, denseInputGradient } from './dense.ts';
import type { Gpu } from './gpu.ts';
import { register } from './kernel.ts';
import { gru, gruGradient } from './gru.ts';
import { lstm, lstmGradient } from './lstm.ts';
import type { Program } from './program.ts';
import { weightGradient } from './weightGradient.ts';

/** Recurrent layers have no leaky ReLU with a slope of its own. */
const NO_ALPHA = 0;

const LINEAR = { activation: 'linear', alpha: 0 } as const;

/**
 * Whole sequences through recurrent layers in two dispatches: the inputs' part of all gates as one product, then a
 * group of threads for each example that goes from step to step. Back in three or four: the steps, the gradient of the
 * input and those of all weights.
 */
export function registerRecurrent(): void {
  registerKind(GRU, gru, gruGradient);
  registerKind(LSTM, lstm, lstmGradient);
}

function registerKind(
  kind: Recurrent,
  forward: (options: RecurrentOptions) => Program,
  backward: (options: RecurrentOptions) => Program,
): void {
  register<'x' | 'kernel' | 'recurrent' | 'bias', RecurrentOptions>(kind, ({ inputs, attrs, gpu }) => {
    const { x, kernel, recurrent, bias } = inputs;
    const [batch, time] = x.shape as [number, number, number];
    const units = recurrent.shape[0] as number;
    const gates = denseForward(gpu, x, kernel, bias, LINEAR);
    const [last, states, inner] = [
      gpu.make([batch, units]),
      gpu.make([batch, time, units]),
      gpu.make([batch, time, units]),
    ];
    gpu.run(forward(attrs), {
      outputs: [last, states, gates, inner],
      inputs: [recurrent],
      sizes: [batch, time, units, attrs.backwards ? 1 : 0],
      factors: [NO_ALPHA],
      groups: batch,
    });
    return [last, states, gates, inner];
  });
  register<'dy' | 'x' | 'kernel' | 'recurrent' | 'states' | 'gates' | 'inner', RecurrentOptions>(
    gradientOf(kind),
    ({ inputs, attrs, gpu }) => {
      const { dy, x, kernel, recurrent, states, gates, inner } = inputs;
      const [batch, time] = x.shape as [number, number, number];
      const units = recurrent.shape[0] as number;
      const dgates = gpu.make(gates.shape);
      const carry = gpu.make([2, batch, units]);
      gpu.run(backward(attrs), {
        outputs: [dgates, carry],
        inputs: kind === LSTM ? [dy, recurrent, gates, inner] : [dy, recurrent, gates, states],
        sizes: [batch, time, units, attrs.backwards ? 1 : 0],
        factors: [NO_ALPHA],
        groups: batch,
      });
      gpu.free(carry);
      const dx = denseInputGradient(gpu, dgates, dgates, kernel, { ...LINEAR, shape: x.shape });
      const weights = ofWeights(gpu, kind, dgates, inputs, attrs);
      gpu.free(dgates);
      return [dx, ...weights];
    },
  );
}

/**
 * The gradients of kernel, recurrent kernel and bias as one product: its rows are the inputs, the states before each
 * step and, for a GRU, those states as they were reset, which only its last gate sees.
 */
function ofWeights(
  gpu: Gpu,
  kind: Recurrent,
  dgates: TensorInfo,
  {
    x,
    kernel,
    recurrent,
    states,
    inner,
  }: Record<'x' | 'kernel' | 'recurrent' | 'states' | 'inner', TensorInfo>,
  { backwards }: RecurrentOptions,
): TensorInfo[] {
  const [batch, time, size] = x.shape as [number, number, number];
  const [units, columns] = recurrent.shape as [number, number];
  const isGru = kind === GRU;
  return weightGradient(
    gpu,
    {
      name: `${kind} weights`,
      inputs: isGru ? ['dgates', 'x', 'states', 'resets'] : ['dgates', 'x', 'states'],
      sizes: ['time', 'size', 'units', 'backwards'],
      functions: `
fn a(row: i32, k: i32) -> f32 {
  if (row < n.size) { return x[k * n.size + row]; }
  let unit = row - n.size;
  ${isGru ? 'if (unit >= n.units) { return resets[k * n.units + unit - n.units]; }' : ''}
  let t = k % n.time;
  if (t == select(0, n.time - 1, n.backwards == 1)) { return 0.0; }
  return states[(k + select(-1, 1, n.backwards == 1)) * n.units + unit];
}
fn b(k: i32, column: i32) -> f32 { return dgates[k * n.columns + column]; }
`,
      ...(isGru && {
        place: `
  if (row < n.size) { return row * n.columns + column; }
  let isReset = row >= n.size + n.units;
  if (isReset != (column >= 2 * n.units)) { return -1; }
  return select(row, row - n.units, isReset) * n.columns + column;`,
      }),
    },
    {
      shapes: [kernel.shape, recurrent.shape, [columns]],
      withBias: true,
      rows: size + (isGru ? 2 : 1) * units,
      columns,
      inner: batch * time,
      inputs: isGru ? [dgates, x, states, inner] : [dgates, x, states],
      sizes: [time, size, units, backwards ? 1 : 0],
    },
  );
}
