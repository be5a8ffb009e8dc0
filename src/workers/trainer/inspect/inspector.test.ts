import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitBySeed, takeRows } from '../../../search/data/split.ts';
import { Rng } from '../../../search/random/rng.ts';
import { parseSpec } from '../../../search/spec/spec.ts';
import { exportCases } from '../../../search/testing/exportCases.ts';
import { exportNetwork } from '../../../search/testing/exportNetwork.ts';
import { inTfjs, program } from '../../../search/testing/tfjsOracle.ts';
import type { OpenRequest } from '../../api.ts';
import { Inspector } from './inspector.ts';
import { openNetwork } from './openNetwork.ts';

const TASK = { inputShape: [6, 1], classes: 3 };

/** Names are written down, so that weights find their layers in TF.js's own model. */
const SOURCE = program(`
  x = tf.layers.conv1d({ name: 'conv', filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x);
  const twice = tf.layers.dense({ name: 'twice', units: 4, activation: 'tanh' });
  x = twice.apply(twice.apply(x));
  x = tf.layers.dropout({ name: 'dropout', rate: 0.5 }).apply(x);
  x = tf.layers.flatten({ name: 'flatten' }).apply(x);
  x = tf.layers.dense({ name: 'out', units: numClasses, activation: 'softmax' }).apply(x);`);

const rng = new Rng('inspector');
const numbers = (length: number) => Float32Array.from({ length }, () => 2 * rng.float() - 1);
const train = { x: numbers(40 * 6), y: Uint8Array.from({ length: 40 }, (_, i) => i % 3) };

const spec = parseSpec({ validationFraction: 0.25, seed: 7 });
if (!spec.ok) throw new Error(spec.error);
const request: OpenRequest = {
  backend: 'cpu',
  data: { dataset: spec.value.dataset, validationFraction: 0.25, seed: 7, baseUrl: '' },
};

/** TF.js's own model of the program, with the weights that the inspector is given. */
let oracle: tf.LayersModel;
let inspector: Inspector;
beforeAll(async () => {
  const { architecture, weights } = await exportNetwork({ name: 'inspected', task: TASK, source: SOURCE });
  inspector = new Inspector(async () => ({
    ok: true,
    value: {
      id: 'small',
      inputShape: TASK.inputShape,
      classNames: ['a', 'b', 'c'],
      train,
      // Its labels are none of the classes: whoever reads it will be noticed.
      test: { x: new Float32Array(6).fill(NaN), y: Uint8Array.of(200) },
    },
  }));
  await inspector.open(request);
  await inspector.hold(4, architecture.topology, weights);
  oracle = inTfjs(SOURCE, TASK);
  for (const layer of oracle.layers)
    layer.setWeights(
      weights
        .filter((weight) => weight.layer === layer.name)
        .map(({ values, shape }) => tf.tensor(values, [...shape])),
    );
});

const predicted = (x: Float32Array, model = oracle) =>
  tf.tidy(() => (model.predict(tf.tensor(x, [x.length / 6, 6, 1])) as tf.Tensor).dataSync());

function expectClose(actual: Float32Array | undefined, expected: ArrayLike<number>): void {
  expect(actual?.length).toBe(expected.length);
  actual?.forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 5));
}

describe('a network that is looked into', () => {
  it('is asked about the validation split of the run, and about no other example', async () => {
    const { validation } = splitBySeed(train.y, 0.25, 7);
    const heldOut = await inspector.heldOut();
    expect(heldOut.y).toHaveLength(10);
    expect(heldOut).toEqual(takeRows(train, validation));
  });

  it('answers as TF.js does with the same weights', async () => {
    const { x } = await inspector.heldOut();
    expectClose(await inspector.predictions(4), predicted(x));
  });

  it('answers about a single example as it does among others', async () => {
    const { x } = await inspector.heldOut();
    const [answer] = await inspector.classify([4], x.subarray(6, 12));
    expectClose(answer, (await inspector.predictions(4)).subarray(3, 6));
  });

  it('shows what each call of each layer makes of an example', async () => {
    const x = numbers(6);
    const layers = await inspector.layers(4, x);
    expect(layers.map(({ name, output }) => [name, output.shape])).toEqual([
      [layers[0]?.name, [6, 1]],
      ['conv', [6, 4]],
      ['twice', [6, 4]],
      ['twice (2)', [6, 4]],
      ['dropout', [6, 4]],
      ['flatten', [24]],
      ['out', [3]],
    ]);
    const outputOf = (layer: string, call: number) =>
      predicted(
        x,
        tf.model({
          inputs: oracle.inputs,
          outputs: oracle.getLayer(layer).getOutputAt(call) as tf.SymbolicTensor,
        }),
      );
    const values = (name: string) => layers.find((layer) => layer.name === name)?.output.values;
    expect(values(layers[0]?.name ?? '')).toEqual(x);
    expectClose(values('conv'), outputOf('conv', 0));
    expectClose(values('twice'), outputOf('twice', 0));
    expectClose(values('twice (2)'), outputOf('twice', 1));
    // Nothing is dropped.
    expectClose(values('dropout'), outputOf('twice', 1));
    expectClose(values('out'), predicted(x));
    const conv = outputOf('conv', 0);
    expect(layers[1]?.range[1]).toBeCloseTo(Math.max(...conv), 5);
  });

  it('leaves no tensors behind', async () => {
    const before = tf.memory().numTensors;
    await inspector.predictions(4);
    await inspector.classify([4, 4], numbers(6));
    await inspector.layers(4, numbers(6));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('holds no memory once it is let go of, and is missed then', async () => {
    const { architecture, weights } = await exportNetwork({ name: 'passing', task: TASK, source: SOURCE });
    const before = tf.memory().numTensors;
    await inspector.hold(6, architecture.topology, weights);
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    await inspector.release(6);
    expect(tf.memory().numTensors).toBe(before);
    await expect(inspector.classify([6], numbers(6))).rejects.toThrow('Candidate 6 is not at hand');
    await inspector.release(6);
  });

  it('is missed by its number when it was never handed over', async () => {
    await expect(inspector.classify([5], numbers(6))).rejects.toThrow('Candidate 5 is not at hand');
  });
});

it('weights of another network are refused', async () => {
  const { architecture, weights } = await exportNetwork({ name: 'other', task: TASK, source: SOURCE });
  await expect(inspector.hold(9, architecture.topology, weights.slice(1))).rejects.toThrow(
    'not the network’s',
  );
});

describe('every kind of network', () => {
  for (const exportCase of exportCases())
    it(`answers with probabilities and opens up: ${exportCase.name}`, async () => {
      const { architecture, weights, x, logits } = await exportNetwork(exportCase);
      const network = await openNetwork(architecture.topology, weights);
      const batch = tf.tensor(x, [logits.length, ...exportCase.task.inputShape]);
      const expected = tf.softmax(tf.tensor2d(logits.map((row) => [...row]))).dataSync();
      expectClose(Float32Array.from(network.probabilities(batch).dataSync()), expected);
      const calls = network.calls(batch);
      expect(calls.map(({ name }) => name).toSorted()).toEqual(
        architecture.layers.map(({ name }) => name).toSorted(),
      );
      for (const { name, output } of calls)
        expect(output.shape.slice(1), name).toEqual(
          architecture.layers.find((layer) => layer.name === name)?.outputShape,
        );
      network.dispose();
    });
});
