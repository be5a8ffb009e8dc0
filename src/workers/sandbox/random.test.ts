import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { faultInEnglish } from '../../search/faults/english.ts';
import { classifier, inTfjs, trains } from '../../search/testing/tfjsOracle.ts';
import { QuickJsCompiler } from './compiler.ts';

/** Settings that are sometimes too large for what is left of the input. */
const size = fc.integer({ min: 1, max: 5 });
const padding = fc.constantFrom('same', 'valid');
const activation = fc.constantFrom('linear', 'relu', 'tanh', 'gelu');

/** A layer with random settings, as text. */
const layer = (name: string, settings: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record(settings).map((chosen) => `${name}(${JSON.stringify(chosen)})`);

const anywhere = [
  layer('dense', { units: size, activation, useBias: fc.boolean() }),
  layer('batchNormalization'),
  layer('layerNormalization'),
  layer('prelu'),
  layer('flatten'),
  layer('softmax', { axis: fc.constantFrom(-1, 1, 2) }),
  layer('permute', { dims: fc.constantFrom([2, 1], [3, 1, 2]) }),
];

const serial = [
  layer('conv1d', { filters: size, kernelSize: size, strides: size, padding, activation }),
  layer('maxPooling1d', { poolSize: size, strides: size, padding }),
  layer('averagePooling1d', { poolSize: size, padding }),
  layer('globalMaxPooling1d'),
  layer('gru', { units: size, returnSequences: fc.boolean() }),
  layer('simpleRNN', { units: size, returnSequences: fc.boolean() }),
  layer('reshape', { targetShape: fc.tuple(size, size, fc.constant(2)) }),
];

const imageLike = [
  layer('conv2d', { filters: size, kernelSize: size, strides: size, padding, activation }),
  layer('separableConv2d', {
    filters: size,
    kernelSize: size,
    strides: size,
    padding,
    depthMultiplier: size,
  }),
  layer('depthwiseConv2d', {
    kernelSize: fc.tuple(size, size),
    strides: size,
    padding,
    depthMultiplier: size,
  }),
  layer('maxPooling2d', { poolSize: fc.tuple(size, size), strides: size, padding }),
  layer('averagePooling2d', { poolSize: size, padding }),
  layer('globalAveragePooling2d'),
  layer('zeroPadding2d', { padding: fc.tuple(size, size) }),
  layer('upSampling2d', { size: fc.tuple(size, size) }),
  layer('reshape', { targetShape: fc.tuple(size, size) }),
];

const merge = fc.oneof(
  ...['add', 'multiply', 'average', 'maximum', 'minimum'].map((name) => layer(name)),
  layer('concatenate', { axis: fc.constantFrom(-1, 1, 2) }),
);

/** A layer after `x`, or one beside it and both merged. */
const statements = (layers: readonly fc.Arbitrary<string>[]) => {
  const one = fc.oneof(...layers);
  const after = one.map((each) => `x = tf.layers.${each}.apply(x);`);
  const beside = fc
    .tuple(merge, one)
    .map(([join, each]) => `x = tf.layers.${join}.apply([x, tf.layers.${each}.apply(x)]);`);
  return fc.array(fc.oneof({ weight: 3, arbitrary: after }, { weight: 1, arbitrary: beside }), {
    minLength: 1,
    maxLength: 4,
  });
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it.each([
  { inputShape: [6, 4], layers: [...anywhere, ...serial] },
  { inputShape: [7, 6, 2], layers: [...anywhere, ...imageLike] },
])(
  'takes exactly the random networks on $inputShape that TF.js can build, run and train',
  async ({ inputShape, layers }) => {
    const compiler = new QuickJsCompiler();
    const task = { inputShape, classes: 3 };
    let taken = 0;
    const agrees = fc.asyncProperty(statements(layers), async (chosen) => {
      // Weights before everything else, so that a gradient must pass through it.
      const source = classifier('x = tf.layers.dense({ units: 2 }).apply(x);', ...chosen);
      const result = await compiler.compile(source, task);
      expect(result.ok, result.ok ? source : `${source}\n${faultInEnglish(result.error.message)}`).toBe(
        await trains(source, task),
      );
      if (!result.ok) return;
      taken++;
      expect(result.value.params).toBe(inTfjs(source, task).countParams());
    });
    await fc.assert(agrees, { numRuns: 100, seed: 1 });
    expect(taken).toBeGreaterThan(20);
  },
  60_000,
);
