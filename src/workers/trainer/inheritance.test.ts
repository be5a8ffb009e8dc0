import '@tensorflow/tfjs-backend-cpu';
import { ready } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Topology, TopologyLayer } from '../../search/domain.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import type { NamedWeight } from '../api.ts';
import { buildNetwork } from './network.ts';

beforeAll(ready);

const INPUT: TopologyLayer = {
  class_name: 'InputLayer',
  name: 'input',
  config: { name: 'input', batch_input_shape: [null, 4, 2], dtype: 'float32' },
  inbound_nodes: [],
};

/** Layers one after another, each a class, a name and settings. */
function chain(...layers: readonly (readonly [string, string, object])[]): Topology {
  const placed = layers.map(([className, name, config], i): TopologyLayer => ({
    class_name: className,
    name,
    config: { name, ...config },
    inbound_nodes: [[[layers[i - 1]?.[1] ?? 'input', 0, 0, {}]]],
  }));
  return {
    class_name: 'Functional',
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
    config: {
      name: 'model',
      layers: [INPUT, ...placed],
      input_layers: [['input', 0, 0]],
      output_layers: [[layers.at(-1)?.[1] ?? 'input', 0, 0]],
    },
  };
}

const spec = parseSpec({});
if (!spec.ok) throw new Error(spec.error);
const { training } = spec.value;
const build = (topology: Topology, seed: number) => buildNetwork({ topology, training, seed });

const dense = (name: string, units: number) => ['Dense', name, { units }] as const;
const labelOf = ({ layer, name }: NamedWeight) => `${layer}/${name}`;

async function inherit(topology: Topology, weights: readonly NamedWeight[]) {
  const network = await build(topology, 2);
  const before = await network.read();
  const share = network.inherit(weights);
  const after = await network.read();
  network.dispose();
  return { share, before, after };
}

async function read(topology: Topology): Promise<NamedWeight[]> {
  const network = await build(topology, 1);
  const weights = await network.read();
  network.dispose();
  return weights;
}

describe('weights that go from one network to another', () => {
  it('are told apart by layer and name, statistics of batch normalisation among them', async () => {
    const weights = await read(
      chain(['Conv1D', 'conv', { filters: 3, kernel_size: [2] }], ['BatchNormalization', 'norm', {}]),
    );
    expect(weights.map((weight) => [labelOf(weight), weight.shape, weight.values.length])).toEqual([
      ['conv/kernel', [2, 2, 3], 12],
      ['conv/bias', [3], 3],
      ['norm/gamma', [3], 3],
      ['norm/beta', [3], 3],
      ['norm/moving_mean', [3], 3],
      ['norm/moving_variance', [3], 3],
    ]);
  });

  it('have one name each, also where a layer has two of a kind, and the same in every network', async () => {
    const gru = { class_name: 'GRU', config: { name: 'gru', units: 2 } };
    const both = chain(['Bidirectional', 'both', { layer: gru, merge_mode: 'concat' }], dense('out', 3));
    const names = (await read(both)).map(labelOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith('both/'))).toHaveLength(6);
    expect((await read(both)).map(labelOf)).toEqual(names);
  });

  it('make another network of the same layers the same', async () => {
    const topology = chain(
      ['Conv1D', 'conv', { filters: 3, kernel_size: [2] }],
      ['BatchNormalization', 'norm', {}],
      ['Flatten', 'flat', {}],
      dense('out', 3),
    );
    const parent = await read(topology);
    const { share, before, after } = await inherit(topology, parent);
    expect(share).toBe(1);
    expect(before).not.toEqual(parent);
    expect(after).toEqual(parent);
  });

  it('are taken where layer, name and shape match, and leave the rest as drawn', async () => {
    const parent = await read(chain(dense('a', 3), dense('b', 3), dense('c', 5)));
    // [4,2]: a has 2*3 + 3 parameters, b now reads 3 and gives 4: 12 + 4, d is new: 4*5 + 5.
    const child = chain(dense('a', 3), dense('b', 4), dense('d', 5));
    const { share, before, after } = await inherit(child, parent);
    expect(share).toBeCloseTo(9 / (9 + 16 + 25), 12);
    const valuesOf = (weights: readonly NamedWeight[], label: string) =>
      weights.find((weight) => labelOf(weight) === label)?.values;
    expect(valuesOf(after, 'a/kernel')).toEqual(valuesOf(parent, 'a/kernel'));
    for (const label of ['b/kernel', 'd/kernel']) {
      expect(valuesOf(after, label)).toEqual(valuesOf(before, label));
    }
  });

  it('change nothing where no name or no shape matches', async () => {
    const parent = await read(chain(dense('a', 3), dense('b', 5)));
    for (const child of [chain(dense('x', 3), dense('y', 5)), chain(dense('a', 4), dense('b', 6))]) {
      const { share, before, after } = await inherit(child, parent);
      expect(share).toBe(0);
      expect(after).toEqual(before);
    }
  });
});
