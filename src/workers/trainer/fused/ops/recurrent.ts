import { type GradSaveFunc, type Tensor, customGrad } from '@tensorflow/tfjs-core';
import type { Activation } from '../activation.ts';
import { run } from '../kernel.ts';

export const GRU = 'GruLayer';
export const LSTM = 'LstmLayer';

export type Recurrent = typeof GRU | typeof LSTM;

/** Kernel of the gradients. */
export const gradientOf = (kind: Recurrent) => `${kind}Gradient`;

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
  kind: Recurrent,
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
        return run(gradientOf(kind), inputs, { ...options }) as Tensor[];
      },
    };
  })(x, kernel, recurrent, bias);
}
