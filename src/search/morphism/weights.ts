import type { ExportWeight as Weight } from '../export/weights.ts';
import type { LayerGrowth, Span } from './growth.ts';

/**
 * The weights of a grown network: those of the network that it grew out of where they belong, what `growth` wants
 * between them, and the rest as drawn.
 *
 * @param parent trained weights of the network it grew out of
 * @param drawn its own weights as a fresh network has them, which give names, shapes and order
 * @throws RangeError when the growth is not that of these weights
 */
export function grow(
  parent: readonly Weight[],
  drawn: readonly Weight[],
  growth: readonly LayerGrowth[],
): readonly Weight[] {
  const known = new Map(parent.map((weight) => [`${weight.layer}/${weight.name}`, weight]));
  const layers = new Map(growth.map((each) => [each.layer, each]));
  return drawn.map((weight) => {
    const change = layers.get(weight.layer);
    const from = known.get(`${weight.layer}/${weight.name}`);
    if (!change) return from ?? weight;
    if (!from && !change.isNew) throw new RangeError(`no weights of ${weight.layer} to grow from`);
    if (weight.name === 'kernel') return { ...weight, values: grownKernel(from, weight, change) };
    return { ...weight, values: grownVector(from, weight, change) };
  });
}

/** One number per channel. New biases are 0 as drawn, and so is the bias of a layer that lets its input through. */
function grownVector(from: Weight | undefined, drawn: Weight, { outputs }: LayerGrowth) {
  const values = drawn.values.slice();
  if (from) values.set(from.values.subarray(0, outputs.old));
  return values;
}

/** Kernels are [...taps, inputs, outputs] for convolutions of any rank, [inputs, outputs] for dense layers. */
function grownKernel(from: Weight | undefined, drawn: Weight, { inputs = [], outputs }: LayerGrowth) {
  const channels = oldChannels(inputs);
  const width = outputs.now;
  const taps = drawn.values.length / (channels.length * width);
  const oldInputs = inputs.reduce((sum, { old }) => sum + old, 0);
  if (!Number.isInteger(taps) || (from && from.values.length !== taps * oldInputs * outputs.old))
    throw new RangeError(`the growth of ${drawn.layer} does not fit its kernel`);
  const middle = (taps - 1) / 2;
  const values = drawn.values.slice();
  for (let tap = 0; tap < taps; tap++)
    for (const [input, before] of channels.entries())
      for (let output = 0; output < outputs.old; output++) {
        const at = (tap * channels.length + input) * width + output;
        if (before === undefined) values[at] = 0;
        else if (from) values[at] = from.values[(tap * oldInputs + before) * outputs.old + output] ?? 0;
        else values[at] = tap === middle && before === output ? 1 : 0;
      }
  return values;
}

/** For each channel of an input now, which it was before; undefined for those that are new. */
function oldChannels(inputs: readonly Span[]): readonly (number | undefined)[] {
  let before = 0;
  return inputs.flatMap(({ old, now }) => {
    const first = before;
    before += old;
    return Array.from({ length: now }, (_, channel) => (channel < old ? first + channel : undefined));
  });
}
