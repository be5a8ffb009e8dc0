/** The networks that are published with MNIST-1D (Greydanus and Kobak 2024), as topologies. */
import '@tensorflow/tfjs-backend-cpu';
import { registerLayers } from '../../../src/workers/trainer/layers/register.ts';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { Topology } from '../../../src/search/domain.ts';

const inputShape = [40, 1];

const NETS: Readonly<Record<string, () => layers.Layer[]>> = {
  mlp: () => [
    layers.flatten({ inputShape, name: 'flat' }),
    layers.dense({ units: 100, activation: 'relu', name: 'hidden_1' }),
    layers.dense({ units: 100, activation: 'relu', name: 'hidden_2' }),
  ],
  cnn: () => [
    layers.conv1d({
      inputShape,
      filters: 25,
      kernelSize: 5,
      strides: 2,
      padding: 'same',
      activation: 'relu',
      name: 'conv_1',
    }),
    layers.conv1d({
      filters: 25,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      activation: 'relu',
      name: 'conv_2',
    }),
    layers.conv1d({
      filters: 25,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      activation: 'relu',
      name: 'conv_3',
    }),
    layers.flatten({ name: 'flat' }),
  ],
  gru: () => [
    layers.gru({ inputShape, units: 6, returnSequences: true, name: 'gru' }),
    layers.flatten({ name: 'flat' }),
  ],
  dropout: () => [
    layers.flatten({ inputShape, name: 'flat' }),
    layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'orthogonal', name: 'hidden' }),
    layers.dropout({ rate: 0.3, name: 'drop' }),
  ],
  /** TF.js builds it but cannot train it. */
  untrainable: () => [
    layers.flatten({ inputShape, name: 'flat' }),
    layers.dense({ units: 16, name: 'hidden' }),
    layers.thresholdedReLU({ theta: 0.1, name: 'threshold' }),
  ],
  'wide gru': () => [layers.gru({ inputShape, units: 32, name: 'gru' })],
};

export function referenceNet(name: string): Topology {
  const body = NETS[name];
  if (!body) throw new Error(`no network named ${name}`);
  registerLayers();
  const model = sequential({
    layers: [...body(), layers.dense({ units: 10, activation: 'softmax', name: 'classes' })],
  });
  return functional(model.toJSON(null, false) as unknown as SequentialJson);
}

interface SequentialJson {
  readonly config: {
    readonly layers: readonly {
      class_name: string;
      config: { name: string; batch_input_shape?: number[] };
    }[];
  };
}

/** Candidates come as functional models whatever they were written as. */
function functional({ config }: SequentialJson): Topology {
  const first = 'input';
  const names = [first, ...config.layers.map((layer) => layer.config.name)];
  return {
    class_name: 'Functional',
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
    config: {
      name: 'reference',
      layers: [
        {
          class_name: 'InputLayer',
          name: first,
          config: { batch_input_shape: [null, ...inputShape], dtype: 'float32', sparse: false, name: first },
          inbound_nodes: [],
        },
        ...config.layers.map((layer, i) => ({
          class_name: layer.class_name,
          name: layer.config.name,
          config: Object.fromEntries(
            Object.entries(layer.config).filter(([key]) => key !== 'batch_input_shape'),
          ),
          inbound_nodes: [[[names[i] ?? first, 0, 0, {}] as const]],
        })),
      ],
      input_layers: [[first, 0, 0]],
      output_layers: [[names.at(-1) ?? first, 0, 0]],
    },
  };
}
