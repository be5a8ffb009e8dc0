import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Frees a model with all its weights; TF.js leaves those of layers that are called more than once. */
export function disposeModel(model: LayersModel): void {
  const variables = model.weights.map((weight) => weight.read());
  model.dispose();
  for (const variable of variables) if (!variable.isDisposed) variable.dispose();
}
