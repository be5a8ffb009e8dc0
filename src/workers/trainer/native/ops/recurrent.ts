import { type GradSaveFunc, type Tensor, type TensorInfo, customGrad } from '@tensorflow/tfjs-core';
import { type Activation, activationNumber } from '../activation.ts';
import { type Heap, productScratch } from '../heap.ts';
import { register } from '../kernel.ts';
import { run } from './layerGradient.ts';

export const GRU = 'GruLayer';
export const LSTM = 'LstmLayer';

type Kind = typeof GRU | typeof LSTM;

export interface RecurrentOptions {
  readonly activation: Activation;
  /** Of the gates. */
  readonly recurrentActivation: Activation;
  /** From the last element of the sequence to the first. */
  readonly backwards: boolean;
  /** Whether the state after each element is returned, in the sequence's order, or only that after the last. */
  readonly sequences: boolean;
}

/**
 * A whole sequence through a GRU (Cho et al. 2014) or an LSTM, from states of zero, as one kernel; another for its
 * gradients. Weights are laid out as Keras does: gates z, r, h, or i, f, c, o, side by side.
 *
 * @param x [batch, time, inputs]
 * @param kernel [inputs, gates * units]
 * @param recurrent [units, gates * units]
 * @param bias [gates * units]
 * @returns [batch, units], or [batch, time, units] with `sequences`
 */
export function recurrent(
  kind: Kind,
  x: Tensor,
  kernel: Tensor,
  recurrent: Tensor,
  bias: Tensor,
  options: RecurrentOptions,
): Tensor {
  return customGrad((...args) => {
    const [x, kernel, recurrent, bias] = args as unknown as [Tensor, Tensor, Tensor, Tensor];
    const save = args[4] as unknown as GradSaveFunc;
    const outputs = run(kind, { x, kernel, recurrent, bias }, { ...options }) as Tensor[];
    const [last, states, gates, inner] = outputs as [Tensor, Tensor, Tensor, Tensor];
    save([x, kernel, recurrent, states, gates, inner]);
    return {
      value: options.sequences ? states : last,
      gradFunc: (dy, saved) => {
        const [x, kernel, recurrent, states, gates, inner] = saved as unknown as Tensor[];
        const inputs = { dy, x, kernel, recurrent, states, gates, inner } as Record<string, Tensor>;
        return run(`${kind}Gradient`, inputs, { ...options }) as Tensor[];
      },
    };
  })(x, kernel, recurrent, bias);
}

export function registerRecurrent(): void {
  registerKind(GRU, 3, 'gru', 'gru_gradient');
  registerKind(LSTM, 4, 'lstm', 'lstm_gradient');
}

function registerKind(
  kind: Kind,
  gateCount: number,
  forward: 'gru' | 'lstm',
  gradient: `${typeof forward}_gradient`,
) {
  const numbers = (x: TensorInfo, recurrent: TensorInfo, options: RecurrentOptions) => [
    ...(x.shape as [number, number, number]),
    recurrent.shape[0] as number,
    activationNumber(options.activation),
    activationNumber(options.recurrentActivation),
    options.backwards ? 1 : 0,
  ];
  const at = (heap: Heap, ...tensors: TensorInfo[]) => tensors.map((tensor) => heap.at(tensor));
  register<'x' | 'kernel' | 'recurrent' | 'bias', RecurrentOptions>(kind, ({ inputs, attrs, heap }) => {
    const { x, kernel, recurrent, bias } = inputs;
    const [batch, time, size] = x.shape as [number, number, number];
    const units = recurrent.shape[0] as number;
    const last = heap.make([batch, units]);
    const states = heap.make([batch, time, units]);
    const gates = heap.make([batch, time, gateCount * units]);
    // What a GRU calls its reset states, an LSTM its cells.
    const inner = heap.make([batch, time, units]);
    heap.kernels[forward](
      ...at(heap, last, states, gates, inner, x, kernel, recurrent, bias),
      ...numbers(x, recurrent, attrs),
      heap.scratch(productScratch(Math.max(size, units), gateCount * units)),
    );
    return [last, states, gates, inner];
  });
  register<'dy' | 'x' | 'kernel' | 'recurrent' | 'states' | 'gates' | 'inner', RecurrentOptions>(
    `${kind}Gradient`,
    ({ inputs, attrs, heap }) => {
      const { dy, x, kernel, recurrent, states, gates, inner } = inputs;
      const [batch, time, size] = x.shape as [number, number, number];
      const [units, columns] = recurrent.shape as [number, number];
      const [dx, dkernel] = [heap.make(x.shape), heap.make(kernel.shape)];
      const [drecurrent, dbias] = [heap.make(recurrent.shape), heap.make([columns])];
      const kept = batch * time * columns + 2 * batch * units;
      heap.kernels[gradient](
        ...at(heap, dx, dkernel, drecurrent, dbias, dy, x, kernel, recurrent, states, gates, inner),
        ...numbers(x, recurrent, attrs),
        attrs.sequences ? 1 : 0,
        heap.scratch(kept + productScratch(Math.max(columns, batch * time), Math.max(columns, size))),
      );
      return [dx, dkernel, drecurrent, dbias];
    },
  );
}
