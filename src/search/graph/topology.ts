import type { Topology, TopologyLayer } from '../domain.ts';
import type { Call } from './call.ts';
import { type Config, Layer } from './layer.ts';
import { nodeIndices } from './nodes.ts';

/** A functional model as TF.js 4.22 saves it, without weights. */
export function writeTopology(calls: readonly Call[], output: Call): Topology {
  const nodes = nodeIndices(calls);
  const reference = (call: Call) => [call.name, nodes.get(call) ?? 0, 0] as const;
  const layers = new Map<string, TopologyLayer>();
  for (const call of calls) {
    if (layers.has(call.name)) continue;
    const uses = calls
      .filter(({ name, layer }) => layer && name === call.name)
      .toSorted((a, b) => (nodes.get(a) ?? 0) - (nodes.get(b) ?? 0));
    layers.set(call.name, {
      class_name: call.layer?.kind.className ?? 'InputLayer',
      name: call.name,
      config: call.layer ? layerConfig(call.layer) : inputConfig(call),
      inbound_nodes: uses.map(({ inputs }) => inputs.map((input) => [...reference(input), {}] as const)),
    });
  }
  return {
    class_name: 'Functional',
    config: {
      name: 'model',
      layers: [...layers.values()],
      input_layers: calls.filter(({ layer }) => !layer).map(reference),
      output_layers: [reference(output)],
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

const inputConfig = ({ name, output }: Call): Config => ({
  batch_input_shape: [null, ...output],
  dtype: 'float32',
  sparse: false,
  name,
});

const layerConfig = ({ name, config }: Layer): Config => ({ name, ...(toKeras(config) as Config) });

/** Keras' names for settings and for words such as `channelsLast`; TF.js turns them back as it reads. */
function toKeras(value: unknown): unknown {
  if (typeof value === 'string') return snakeCase(value);
  if (Array.isArray(value)) return value.map(toKeras);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Layer) return { class_name: value.kind.className, config: layerConfig(value) };
  const entries = Object.entries(value).map(([key, each]) =>
    key === 'class_name' ? [key, each] : [snakeCase(key), toKeras(each)],
  );
  return Object.fromEntries(entries);
}

const snakeCase = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
