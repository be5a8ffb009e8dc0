/**
 * The networks that are timed, as topologies: inputs are [28, 28, 1] images, [40, 1] sequences or 40 numbers, classes
 * ten. `torch_peer.py` and `page/jaxNets.ts` hold the same ones for their libraries.
 */
import { type SymbolicTensor, input, layers, model } from '@tensorflow/tfjs-layers';
import type { Topology } from '../../src/search/domain.ts';

export interface TimedNet {
  readonly inputShape: readonly number[];
  readonly topology: Topology;
}

const SEQUENCE = [40, 1] as const;
const IMAGE = [28, 28, 1] as const;

const apply = (layer: layers.Layer, x: SymbolicTensor | SymbolicTensor[]) => layer.apply(x) as SymbolicTensor;

type Body = (x: SymbolicTensor) => SymbolicTensor;

const chain =
  (...parts: layers.Layer[]): Body =>
  (x) =>
    parts.reduce((value, layer) => apply(layer, value), x);

function build(inputShape: readonly number[], body: Body): TimedNet {
  const x = input({ shape: [...inputShape] });
  const network = model({ inputs: x, outputs: apply(layers.dense({ units: 10 }), body(x)) });
  const topology = network.toJSON(null, false) as unknown as Topology;
  network.dispose();
  return { inputShape, topology };
}

const relu = 'relu' as const;
const same = 'same' as const;

export const TIMED: Readonly<Record<string, () => TimedNet>> = {
  mlp: () =>
    build(
      [40],
      chain(layers.dense({ units: 100, activation: relu }), layers.dense({ units: 100, activation: relu })),
    ),
  cnn1d: () =>
    build(
      SEQUENCE,
      chain(
        layers.conv1d({ filters: 25, kernelSize: 5, strides: 2, padding: same, activation: relu }),
        layers.conv1d({ filters: 25, kernelSize: 3, strides: 2, padding: same, activation: relu }),
        layers.conv1d({ filters: 25, kernelSize: 3, strides: 2, padding: same, activation: relu }),
        layers.flatten(),
      ),
    ),
  cnn2d: () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 8, kernelSize: 3, padding: same, activation: relu }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.conv2d({ filters: 16, kernelSize: 3, padding: same, activation: relu }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.flatten(),
      ),
    ),
  separable: () =>
    build(
      IMAGE,
      chain(
        layers.conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: same, useBias: false }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.separableConv2d({ filters: 32, kernelSize: 3, padding: same, useBias: false }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.separableConv2d({ filters: 32, kernelSize: 3, padding: same, useBias: false }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.globalAveragePooling2d({}),
      ),
    ),
  residual: () =>
    build(IMAGE, (x) => {
      let y = apply(
        layers.conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: same, activation: relu }),
        x,
      );
      for (let block = 0; block < 2; block++) {
        const inner = chain(
          layers.conv2d({ filters: 16, kernelSize: 3, padding: same, activation: relu }),
          layers.conv2d({ filters: 16, kernelSize: 3, padding: same }),
        )(y);
        y = apply(layers.reLU(), apply(layers.add(), [y, inner]));
      }
      return apply(layers.globalAveragePooling2d({}), y);
    }),
  gru: () => build(SEQUENCE, chain(layers.gru({ units: 32, recurrentInitializer: 'glorotUniform' }))),
  lstm: () => build(SEQUENCE, chain(layers.lstm({ units: 32, recurrentInitializer: 'glorotUniform' }))),
};
