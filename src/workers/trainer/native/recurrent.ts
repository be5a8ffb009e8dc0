import type { TensorInfo } from '@tensorflow/tfjs-core';
import { GRU, LSTM, type Recurrent, type RecurrentOptions, gradientOf } from '../fused/ops/recurrent.ts';
import { activationNumber } from './activation.ts';
import { type Heap, productScratch } from './heap.ts';
import { register } from './kernel.ts';

/** Whole sequences through recurrent layers, and back, as one kernel each. */
export function registerRecurrent(): void {
  registerKind(GRU, 'gru', 'gru_gradient');
  registerKind(LSTM, 'lstm', 'lstm_gradient');
}

function registerKind(kind: Recurrent, forward: 'gru' | 'lstm', gradient: `${typeof forward}_gradient`) {
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
    const [units, columns] = recurrent.shape as [number, number];
    const last = heap.make([batch, units]);
    const states = heap.make([batch, time, units]);
    const gates = heap.make([batch, time, columns]);
    // What a GRU calls its reset states, an LSTM its cells.
    const inner = heap.make([batch, time, units]);
    heap.kernels[forward](
      ...at(heap, last, states, gates, inner, x, kernel, recurrent, bias),
      ...numbers(x, recurrent, attrs),
      heap.scratch(productScratch(Math.max(size, units), columns)),
    );
    return [last, states, gates, inner];
  });
  register<'dy' | 'x' | 'kernel' | 'recurrent' | 'states' | 'gates' | 'inner', RecurrentOptions>(
    gradientOf(kind),
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
