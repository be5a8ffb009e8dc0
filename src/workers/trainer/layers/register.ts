import { type Tensor, dispose, serialization } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Rng } from '../../../search/random/rng.ts';
import { registerFusedLayers } from '../fused/layers/register.ts';
import { SeededDropout } from './dropout.ts';
import { FastLayerNormalization } from './layerNorm.ts';
import { dropoutStream } from './mask.ts';
import { FastOrthogonal } from './orthogonal.ts';

/** Replaces, for models built from now on, the classes of TF.js whose chance cannot be seeded or that are too slow. */
export function registerLayers(): void {
  registerFusedLayers();
  serialization.registerClass(SeededDropout);
  serialization.registerClass(FastOrthogonal);
  serialization.registerClass(FastLayerNormalization as unknown as typeof SeededDropout);
}

/** A recurrent cell as far as its dropout goes; TF.js makes its masks once per pass and keeps the last ones for ever. */
interface DroppingCell {
  dropoutFunc: (ones: { shape: number[] }, rate: number) => Tensor;
  dropoutMask: Tensor | Tensor[] | null;
  recurrentDropoutMask: Tensor | Tensor[] | null;
}

/** TF.js has a door for the dropout inside recurrent cells, but no seed for it. */
export function seedRecurrentDropout(model: LayersModel, rng: Rng): void {
  recurrentCells(model).forEach((cell, position) => {
    const stream = dropoutStream(rng.fork(position).seed());
    cell.dropoutFunc = (ones, rate) => stream(ones.shape, rate);
  });
}

export function freeRecurrentDropout(model: LayersModel): void {
  for (const cell of recurrentCells(model)) {
    for (const mask of [cell.dropoutMask, cell.recurrentDropoutMask]) if (mask) dispose(mask);
  }
}

function recurrentCells(model: LayersModel): DroppingCell[] {
  return model.layers.flatMap((layer) => {
    const parts: unknown[] =
      'forwardLayer' in layer && 'backwardLayer' in layer
        ? [layer.forwardLayer, layer.backwardLayer]
        : [layer];
    return parts.flatMap((part) => {
      const cell = typeof part === 'object' && part !== null && 'cell' in part ? part.cell : undefined;
      return cell ? [cell as DroppingCell] : [];
    });
  });
}
