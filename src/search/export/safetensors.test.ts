import { describe, expect, it } from 'vitest';
import type { Topology } from '../domain.ts';
import { writeSafetensors } from './safetensors.ts';
import type { ExportWeight } from './weights.ts';

const topology: Topology = {
  class_name: 'Functional',
  keras_version: 'any',
  backend: 'tensor_flow.js',
  config: {
    name: 'model',
    layers: [
      { class_name: 'Dense', name: 'out', config: {}, inbound_nodes: [] },
      {
        class_name: 'Bidirectional',
        name: 'both_1',
        config: { layer: { class_name: 'GRU', config: { name: 'gru_1' } } },
        inbound_nodes: [],
      },
    ],
    input_layers: [],
    output_layers: [],
  },
};

const weight = (layer: string, name: string, ...values: number[]): ExportWeight => ({
  layer,
  name,
  shape: [values.length],
  values: Float32Array.from(values),
});

const file = writeSafetensors(topology, [
  weight('out', 'bias', 1, -2),
  weight('both_1', 'bias', 0.5),
  weight('both_1', 'bias 2', 3),
]);
const view = new DataView(file.buffer);
const length = Number(view.getBigUint64(0, true));

describe('a .safetensors file', () => {
  it('begins with the length of a header that names each weight, its shape and its place', () => {
    const header: unknown = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
    expect(header).toEqual({
      __metadata__: { format: 'pt' },
      'out_layer.bias': { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
      'both_1.forward_layer.bias': { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
      'both_1.backward_layer.bias': { dtype: 'F32', shape: [1], data_offsets: [12, 16] },
    });
  });

  it('goes on with the numbers, little-endian, aligned to eight bytes', () => {
    expect(length % 8).toBe(0);
    expect(file.length).toBe(8 + length + 16);
    expect([0, 4, 8, 12].map((at) => view.getFloat32(8 + length + at, true))).toEqual([1, -2, 0.5, 3]);
  });

  it('is refused for weights of a layer that the network does not have', () => {
    expect(() => writeSafetensors(topology, [weight('other', 'bias', 1)])).toThrow(/no layer/);
  });
});
