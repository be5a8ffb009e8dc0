import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../../workers/sandbox/compiler.ts';
import type { Architecture, LayerSummary, TaskShape } from '../../domain.ts';
import { faultInEnglish } from '../../faults/english.ts';
import { Rng } from '../../random/rng.ts';
import { mutate } from '../mutate.ts';
import { EDIT_KINDS } from './table.ts';

const SEQUENCE: TaskShape = { inputShape: [40, 1], classes: 10 };
const compiler = new QuickJsCompiler();

const program = (body: string) => `export default function build(tf, inputShape, numClasses) {\n${body}\n}\n`;

/** One network in every style that programs come in. */
const STYLES: Readonly<Record<string, string>> = {
  functional: program(`
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.conv1d({ filters: 16, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu' }).apply(input);
  x = tf.layers.batchNormalization().apply(x);
  x = tf.layers.maxPooling1d({ poolSize: 2 }).apply(x);
  x = tf.layers.conv1d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x);
  x = tf.layers.dropout({ rate: 0.2 }).apply(x);
  x = tf.layers.flatten().apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });`),
  sequential: program(`
  const model = tf.sequential();
  model.add(tf.layers.conv1d({ filters: 16, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu', inputShape }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.maxPooling1d({ poolSize: 2 }));
  model.add(tf.layers.conv1d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }));
  model.add(tf.layers.dropout({ rate: 0.2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;`),
  'a list of layers': program(`
  return tf.sequential({
    layers: [
      tf.layers.conv1d({ filters: 16, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu', inputShape: inputShape }),
      tf.layers.batchNormalization(),
      tf.layers.maxPooling1d({ poolSize: 2 }),
      tf.layers.conv1d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }),
      tf.layers.dropout({ rate: 0.2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: numClasses, activation: 'softmax' }),
    ],
  });`),
  'with a helper function': `const ACTIVATION = 'relu';
const build = (tf, inputShape, numClasses) => {
  const { layers } = tf;
  // Two convolutions of the same width.
  const conv = (x, kernelSize = 3) =>
    layers.conv1d({ filters: 16, kernelSize, padding: 'same', activation: ACTIVATION }).apply(x);
  const input = tf.input({ shape: inputShape });
  const stem = layers.maxPooling1d({ poolSize: 2 }).apply(layers.batchNormalization().apply(conv(input, 5)));
  const body = layers.dropout({ rate: 0.2 }).apply(conv(stem));
  const output = layers.dense({ units: numClasses, activation: 'softmax' }).apply(layers.flatten().apply(body));
  return tf.model({ inputs: input, outputs: output });
};
export default build;
`,
};

const isNorm = ({ className }: LayerSummary) => /Normalization/.test(className);
const isPool = ({ className }: LayerSummary) => /Pooling/.test(className);
const isDropout = ({ className }: LayerSummary) => className === 'Dropout';
const isMerge = ({ className }: LayerSummary) => /^(Add|Concatenate)$/.test(className);

const names = ({ layers }: Architecture) => layers.map(({ className }) => className);
const without = ({ layers }: Architecture, unwanted: (layer: LayerSummary) => boolean) =>
  layers.filter((layer) => !unwanted(layer)).map(({ className }) => className);
const details = ({ layers }: Architecture) => layers.map(({ detail }) => detail);
const widest = ({ layers }: Architecture) => layers.map(({ outputShape }) => outputShape.at(-1) ?? 0);

/** What each kind must have done to the network, as the sandbox sees it. */
const DONE: Readonly<Record<string, (before: Architecture, after: Architecture) => void>> = {
  'add a layer': (before, after) => expect(after.layers.length).toBeGreaterThan(before.layers.length),
  'remove a layer': (before, after) => expect(after.layers.length).toBeLessThan(before.layers.length),
  widen(before, after) {
    expect(names(after)).toEqual(names(before));
    expect(Math.max(...widest(after))).toBeGreaterThan(Math.max(...widest(before).filter((n) => n < 100)));
    expect(after.params).toBeGreaterThan(before.params);
  },
  narrow(before, after) {
    expect(names(after)).toEqual(names(before));
    expect(after.params).toBeLessThan(before.params);
  },
  'change kernel size'(before, after) {
    const bare = (net: Architecture) => details(net).map((detail) => detail.replace(/kernel \d+/, ''));
    expect(bare(after)).toEqual(bare(before));
    expect(details(after)).not.toEqual(details(before));
  },
  'change stride'(before, after) {
    const bare = (net: Architecture) => details(net).map((detail) => detail.replace(/,? ?stride \d+/, ''));
    expect(bare(after)).toEqual(bare(before));
    expect(details(after)).not.toEqual(details(before));
  },
  'change activation'(before, after) {
    expect(names(after)).toEqual(names(before));
    expect(after.params).toBe(before.params);
    expect(details(after)).not.toEqual(details(before));
  },
  // More than one where a helper function makes the layer for several calls.
  // A skip within a helper function is one for each of its calls.
  'add a skip': (before, after) =>
    expect(after.layers.filter(isMerge).length).toBeGreaterThan(before.layers.filter(isMerge).length),
  'change normalisation'(before, after) {
    expect(without(after, isNorm)).toEqual(without(before, isNorm));
    expect(names(after)).not.toEqual(names(before));
  },
  'change pooling': (before, after) => expect(without(after, isPool)).toEqual(without(before, isPool)),
  'change dropout'(before, after) {
    expect(without(after, isDropout)).toEqual(without(before, isDropout));
    expect(after.params).toBe(before.params);
  },
};

async function compiled(source: string): Promise<Architecture> {
  const result = await compiler.compile(source, SEQUENCE);
  if (!result.ok) throw new Error(`${faultInEnglish(result.error.message)}\n${source}`);
  return result.value;
}

describe.each(Object.entries(STYLES))('in a program in this style: %s', (_style, source) => {
  it.each(EDIT_KINDS.map(([kind]) => [kind.name, kind] as const))(
    '%s does what it says',
    async (name, kind) => {
      const before = await compiled(source);
      for (let seed = 0; seed < 6; seed++) {
        const child = mutate(source, SEQUENCE, new Rng(seed), 1, [[kind, 1]]);
        if (!child.ok) throw new Error(child.error);
        expect(child.value.edits).toHaveLength(1);
        const after = await compiled(child.value.source);
        expect(after.hash).not.toBe(before.hash);
        DONE[name]?.(before, after);
        // The end is the task's: ten classes and a softmax.
        expect(after.layers.at(-1)).toMatchObject({ className: 'Dense', outputShape: [10] });
        expect(after.layers.at(-1)?.detail).toContain('softmax');
        expect(after.layers[0]).toMatchObject({ className: 'InputLayer', outputShape: [40, 1] });
      }
    },
    30_000,
  );
});

it('every kind is held to something', () => {
  expect(EDIT_KINDS.map(([{ name }]) => name).toSorted()).toEqual(Object.keys(DONE).toSorted());
});
