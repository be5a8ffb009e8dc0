import { describe, expect, test } from 'vitest';
import type { Topology, TopologyLayer } from '../../search/domain.ts';
import { prepareTopology } from './topology.ts';

const normal = () => ({ class_name: 'RandomNormal', config: { mean: 0, stddev: 1, seed: null } });

const layer = (
  class_name: string,
  name: string,
  config: object,
  from: readonly string[][],
): TopologyLayer => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: from.map((inputs) => inputs.map((input) => [input, 0, 0, {}] as const)),
});

const network = (...layers: TopologyLayer[]): Topology => ({
  class_name: 'Functional',
  keras_version: 'any',
  backend: 'tensor_flow.js',
  config: {
    name: 'model',
    layers,
    input_layers: [['input', 0, 0]],
    output_layers: [[layers.at(-1)?.name ?? '', 0, 0]],
  },
});

const input = layer('InputLayer', 'input', { batch_input_shape: [null, 4] }, []);
const dense = (name: string, from: string, activation = 'relu') =>
  layer('Dense', name, { units: 3, activation, kernel_initializer: normal() }, [[from]]);

const seedOf = (topology: Topology, name: string): unknown => {
  const config = topology.config.layers.find((layer) => layer.name === name)?.config['kernel_initializer'];
  return (config as ReturnType<typeof normal>).config.seed;
};

describe('seeding', () => {
  test('is the same for the same seed and differs between layers and seeds', () => {
    const topology = network(input, dense('a', 'input'), dense('b', 'a'));
    const one = prepareTopology(topology, 1).topology;
    expect(prepareTopology(topology, 1).topology).toEqual(one);
    expect(seedOf(one, 'a')).not.toBe(seedOf(one, 'b'));
    expect(seedOf(prepareTopology(topology, 2).topology, 'a')).not.toBe(seedOf(one, 'a'));
  });

  test('does not hang on what the layers are called', () => {
    const short = prepareTopology(network(input, dense('a', 'input'), dense('b', 'a')), 1).topology;
    const renamed = prepareTopology(network(input, dense('x', 'input'), dense('y', 'x')), 1).topology;
    expect([seedOf(short, 'a'), seedOf(short, 'b')]).toEqual([seedOf(renamed, 'x'), seedOf(renamed, 'y')]);
  });

  test('reaches dropout and the layer inside a wrapper', () => {
    const cell = { class_name: 'GRU', config: { name: 'gru', recurrent_initializer: normal() } };
    const topology = network(
      input,
      layer('Dropout', 'drop', { rate: 0.5, seed: null }, [['input']]),
      layer('Bidirectional', 'both', { layer: cell }, [['drop']]),
    );
    const text = JSON.stringify(prepareTopology(topology, 1).topology);
    expect(text.match(/"seed":[1-9]\d*/g)).toHaveLength(3);
    expect(text).not.toContain('"seed":null');
  });

  test('leaves the topology that it is given alone', () => {
    const topology = network(input, dense('a', 'input', 'softmax'));
    const before = structuredClone(topology);
    prepareTopology(topology, 1);
    expect(topology).toEqual(before);
  });
});

describe('the final softmax', () => {
  const lastOf = (topology: Topology) => prepareTopology(topology, 1).topology.config.layers.at(-1);
  const outputOf = (topology: Topology) => prepareTopology(topology, 1).output;

  test('is taken off a layer that has it as its activation', () => {
    const topology = network(input, dense('a', 'input', 'softmax'));
    expect(lastOf(topology)?.config['activation']).toBe('linear');
    expect(outputOf(topology)).toBe('logits');
  });

  test('is taken off when it is a layer of its own', () => {
    const topology = network(input, dense('a', 'input'), layer('Softmax', 's', { axis: -1 }, [['a']]));
    expect(lastOf(topology)).toMatchObject({ class_name: 'Activation', config: { activation: 'linear' } });
    expect(outputOf(topology)).toBe('logits');
  });

  test('stays where it is not the last', () => {
    const topology = network(input, dense('a', 'input', 'softmax'), dense('b', 'a', 'linear'));
    expect(prepareTopology(topology, 1).topology.config.layers[1]?.config['activation']).toBe('softmax');
  });

  test('stays on a layer that is called twice, and the output is then called probabilities', () => {
    const twice = layer('Activation', 'twice', { activation: 'softmax' }, [['input'], ['twice']]);
    const topology = network(input, twice);
    expect(lastOf(topology)?.config['activation']).toBe('softmax');
    expect(outputOf(topology)).toBe('probabilities');
  });
});
