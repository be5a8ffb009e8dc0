import { type Activation, activation, activationDetail, activationFlops } from '../activations.ts';
import { GraphFault } from '../fault.ts';
import { initializer } from '../initializers.ts';
import { type Key, type Keys, flag, only, optional, rate, whole } from '../keys.ts';
import { type LayerKind, layer } from '../layer.ts';
import { regularizer } from '../regularizers.ts';
import { channelsOf, sizeAt } from '../shape.ts';
import { bias, biasKeys, kernelKeys, weight } from '../weights.ts';

const recurrentKeys = {
  units: whole(1),
  activation: activation('tanh'),
  ...kernelKeys,
  recurrentInitializer: initializer('orthogonal'),
  recurrentRegularizer: regularizer,
  ...biasKeys,
  dropout: optional(rate, 0),
  recurrentDropout: optional(rate, 0),
  returnSequences: optional(flag, false),
  returnState: only(false, 'one-tensor'),
  goBackwards: optional(flag, false),
  stateful: only(false, 'random-order'),
} as const;

interface Cell {
  readonly className: string;
  readonly gates: number;
  readonly keys?: { readonly recurrentActivation: Key<Activation> } & Keys;
  /** Per unit and step, beside the matrix products and biases: additions, gatings; then activations by kind. */
  readonly additions: number;
  readonly activations: number;
  readonly recurrentActivations: number;
}

const gateKeys = {
  recurrentActivation: activation('hardSigmoid'),
  implementation: optional(whole(1, 2), 1),
} as const;

const recurrent = (cell: Cell): LayerKind =>
  layer({
    className: cell.className,
    counted: true,
    axes: ['steps', 'features'],
    keys: { ...recurrentKeys, ...cell.keys },
    shape: ({ units, returnSequences }, input) => {
      const steps = sizeAt(input, 0);
      if (steps > 1) return returnSequences ? [steps, units] : [units];
      throw new GraphFault('shape', { kind: 'single-step', layer: cell.className });
    },
    weights: (config, input) => [
      weight(config.kernelInitializer, channelsOf(input), config.units * cell.gates),
      weight(config.recurrentInitializer, config.units, config.units * cell.gates),
      ...bias(config, config.units * cell.gates),
    ],
    flops: (config, input) => {
      const perGate = 2 * (channelsOf(input) + config.units) + Number(config.useBias);
      const perUnit =
        cell.gates * perGate +
        cell.additions +
        cell.activations * activationFlops(config.activation) +
        cell.recurrentActivations * activationFlops(config.recurrentActivation ?? 'linear');
      return sizeAt(input, 0) * config.units * perUnit;
    },
    detail: (config) => [
      `${config.units} units`,
      ...(config.returnSequences ? ['sequences'] : []),
      ...(config.goBackwards ? ['backwards'] : []),
      ...(config.activation === 'tanh' ? [] : activationDetail(config.activation)),
    ],
  });

/** h = act(Wx + b + Uh): one addition, one activation. */
export const simpleRNN = recurrent({
  className: 'SimpleRNN',
  gates: 1,
  additions: 1,
  activations: 1,
  recurrentActivations: 0,
});

/** Cho et al. 2014, reset gate before the product. Three sums, r·h, and z·h + (1 - z)·h' with its four operations. */
export const gru = recurrent({
  className: 'GRU',
  gates: 3,
  keys: { ...gateKeys, resetAfter: only(false, 'no-other-form') },
  additions: 8,
  activations: 1,
  recurrentActivations: 2,
});

/** Hochreiter and Schmidhuber 1997 with a forget gate. Four sums, then f·c + i·g and o·act(c). */
export const lstm = recurrent({
  className: 'LSTM',
  gates: 4,
  keys: { ...gateKeys, unitForgetBias: optional(flag, false) },
  additions: 8,
  activations: 2,
  recurrentActivations: 3,
});
