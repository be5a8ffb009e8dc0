import { serialization } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { SeededDropout } from './dropout.ts';
import { dropoutStream } from './mask.ts';
import { FastOrthogonal } from './orthogonal.ts';

/** Replaces, for models built from now on, the classes of TF.js whose chance cannot be seeded or that are too slow. */
export function registerLayers(): void {
  serialization.registerClass(SeededDropout);
  serialization.registerClass(FastOrthogonal);
}

/** TF.js has a door for the dropout inside recurrent cells, but no seed for it: the layer's own is used. */
export function seedRecurrentDropout(model: LayersModel, seedOf: (layerName: string) => number): void {
  for (const layer of model.layers) {
    if (
      'cell' in layer &&
      typeof layer.cell === 'object' &&
      layer.cell !== null &&
      'dropoutFunc' in layer.cell
    ) {
      const stream = dropoutStream(seedOf(layer.name));
      layer.cell.dropoutFunc = (ones: { shape: number[] }, rate: number) => stream(ones.shape, rate);
    }
  }
}
