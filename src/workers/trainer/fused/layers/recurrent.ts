import { type Tensor, reverse, tidy, zeros } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { isFused } from '../activation.ts';
import { GRU, LSTM, type Recurrent, recurrent } from '../ops/recurrent.ts';
import { has } from '../kernel.ts';
import { type FilterLayer, type Inputs, type Keywords, type Weight, classOf, only } from './base.ts';

interface RecurrentLayer extends layers.Layer {
  readonly cell: FilterLayer & {
    readonly recurrentKernel: Weight;
    readonly recurrentActivation: { getClassName(): string };
    readonly dropout: number;
    readonly recurrentDropout: number;
  };
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
}

/** @returns undefined for what is left to TF.js: dropout, masks, given states */
function wholeSequence(kind: Recurrent, layer: RecurrentLayer, inputs: Inputs, keywords: Keywords) {
  const { cell, returnSequences: sequences, goBackwards } = layer;
  const activation = cell.activation?.getClassName() ?? 'linear';
  const recurrentActivation = cell.recurrentActivation.getClassName();
  const isPlain = !layer.returnState && !layer.stateful && !keywords['mask'] && !keywords['initialState'];
  const drops = keywords['training'] && (cell.dropout > 0 || cell.recurrentDropout > 0);
  if (!has(kind) || !isPlain || drops) return undefined;
  if (!isFused(activation) || !isFused(recurrentActivation)) return undefined;
  // Read from the end, the states come in the order in which they were reached, last step first.
  const flips = sequences && goBackwards;
  const options = { activation, recurrentActivation, backwards: goBackwards && !flips, sequences };
  return tidy((): Tensor => {
    const x = flips ? reverse(only(inputs), 1) : only(inputs);
    const weights = cell.recurrentKernel.read();
    const bias = cell.bias?.read() ?? zeros([weights.shape[1] as number]);
    return recurrent(kind, x, cell.kernel.read(), weights, bias, options);
  });
}

/** TF.js's GRU, as one kernel over the whole sequence where there is one. */
export class FusedGRU extends classOf<RecurrentLayer>(layers.gru({ units: 1 })) {
  override call(inputs: Inputs, keywords: Keywords) {
    return wholeSequence(GRU, this, inputs, keywords) ?? super.call(inputs, keywords);
  }
}

/** TF.js's LSTM, as one kernel over the whole sequence where there is one. */
export class FusedLSTM extends classOf<RecurrentLayer>(layers.lstm({ units: 1 })) {
  override call(inputs: Inputs, keywords: Keywords) {
    return wholeSequence(LSTM, this, inputs, keywords) ?? super.call(inputs, keywords);
  }
}
