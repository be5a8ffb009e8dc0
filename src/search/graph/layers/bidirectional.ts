import { type Key, badValue, choice, optional } from '../keys.ts';
import { Layer, layer } from '../layer.ts';
import { channelsOf, sizeOf } from '../shape.ts';

const RECURRENT = ['SimpleRNN', 'GRU', 'LSTM'];

const wrappedKey: Key<Layer> = {
  read(value, name) {
    if (value instanceof Layer && RECURRENT.includes(value.kind.className)) return value;
    return badValue(name, { kind: 'recurrent' }, value instanceof Layer ? value.name : value);
  },
};

/** Operations per number of the output that join both directions. */
const MERGE_FLOPS = { concat: 0, sum: 1, mul: 1, ave: 2 } as const;

/** Runs a copy of a recurrent layer in each direction. */
export const bidirectional = layer({
  className: 'Bidirectional',
  counted: true,
  axes: ['steps', 'features'],
  keys: { layer: wrappedKey, mergeMode: optional(choice('concat', 'sum', 'mul', 'ave'), 'concat') },
  shape: ({ layer: { kind, config }, mergeMode }, input) => {
    const one = kind.shape(config, [input]);
    return mergeMode === 'concat' ? one.with(-1, 2 * channelsOf(one)) : one;
  },
  weights: ({ layer: { kind, config } }, input) => {
    const one = kind.weights(config, [input]);
    return [...one, ...one];
  },
  flops: ({ layer: { kind, config }, mergeMode }, input, output) =>
    2 * kind.flops(config, [input], kind.shape(config, [input])) + MERGE_FLOPS[mergeMode] * sizeOf(output),
  detail: ({ layer: { kind, config }, mergeMode }) => [
    kind.className,
    ...kind.detail(config),
    ...(mergeMode === 'concat' ? [] : [mergeMode]),
  ],
});
