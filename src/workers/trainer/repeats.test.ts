import '@tensorflow/tfjs-backend-cpu';
import { ready, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { Topology, TopologyLayer } from '../../search/domain.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import { buildNetwork } from './network.ts';

beforeAll(ready);

const [INPUTS, HIDDEN, CLASSES] = [2, 3, 2];

const layer = (class_name: string, name: string, config: object, from: readonly string[]): TopologyLayer => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: from.length === 0 ? [] : [from.map((input) => [input, 0, 0, {}] as const)],
});

const kernel_initializer = { class_name: 'GlorotNormal', config: {} };
const dense = (name: string, units: number, activation: string, from: string) =>
  layer('Dense', name, { units, activation, kernel_initializer }, [from]);

const topology: Topology = {
  class_name: 'Functional',
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
  config: {
    name: 'model',
    layers: [
      layer('InputLayer', 'input', { batch_input_shape: [null, INPUTS], dtype: 'float32' }, []),
      dense('hidden', HIDDEN, 'linear', 'input'),
      layer('Add', 'twice', {}, ['hidden', 'hidden']),
      layer('Add', 'thrice', {}, ['twice', 'hidden']),
      dense('out', CLASSES, 'softmax', 'thrice'),
    ],
    input_layers: [['input', 0, 0]],
    output_layers: [['out', 0, 0]],
  },
};

const product = (row: readonly number[], matrix: readonly number[], columns: number) =>
  Array.from({ length: columns }, (_, column) =>
    row.reduce((sum, value, at) => sum + value * (matrix[at * columns + column] ?? NaN), 0),
  );

it('a tensor that a layer takes twice is there for the layers after it, in training and out of it', async () => {
  const spec = parseSpec({});
  if (!spec.ok) throw new Error(spec.error);
  const network = await buildNetwork({ topology, training: spec.value.training, seed: 1 });
  const weights = await network.read();
  const kernelOf = (layer: string) =>
    weights.find((weight) => weight.layer === layer && weight.name === 'kernel')?.values ?? [];
  const row = [0.5, -2];
  // Biases are 0 before any training.
  const expected = product(
    product(row, [...kernelOf('hidden')], HIDDEN).map((value) => 3 * value),
    [...kernelOf('out')],
    CLASSES,
  );
  for (const training of [true, false]) {
    const logits = network.logits(tensor2d([row]), training).dataSync();
    expect(logits).toHaveLength(CLASSES);
    expected.forEach((value, at) => expect(logits[at]).toBeCloseTo(value, 5));
  }
  network.dispose();
});
