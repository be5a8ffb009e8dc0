/** Weights that go from one network to another (Nasir et al. 2024, LLMatic, whose children begin with their parent's). */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NamedWeight } from '../api.ts';

interface Place {
  readonly layer: string;
  readonly name: string;
  readonly variable: tf.Variable;
}

/** A copy of all weights of a model. */
export function readWeights(model: LayersModel): Promise<NamedWeight[]> {
  return Promise.all(
    placesOf(model).map(async ({ layer, name, variable }) => ({
      layer,
      name,
      shape: [...variable.shape],
      // What a backend gives may be a view of its own memory.
      values: Float32Array.from(await variable.data()),
    })),
  );
}

/**
 * Overwrites the weights of a model that have a namesake of the same shape among these.
 *
 * @returns the share of the model's parameters that were overwritten, 0–1
 */
export function inheritWeights(model: LayersModel, weights: readonly NamedWeight[]): number {
  const known = new Map(weights.map((weight) => [keyOf(weight), weight]));
  let taken = 0;
  let all = 0;
  for (const { layer, name, variable } of placesOf(model)) {
    all += variable.size;
    const weight = known.get(keyOf({ layer, name, shape: variable.shape }));
    if (!weight) continue;
    taken += variable.size;
    tf.tidy(() => variable.assign(tf.tensor(weight.values, variable.shape, 'float32')));
  }
  return all === 0 ? 0 : taken / all;
}

const keyOf = ({ layer, name, shape }: Pick<NamedWeight, 'layer' | 'name' | 'shape'>) =>
  JSON.stringify([layer, name, shape]);

/**
 * Where a model keeps its weights, in a fixed order. TF.js puts the scopes that a weight was made in before its name,
 * and numbers them by how many it has made; without them, the two directions of a bidirectional layer have weights of
 * the same name, which are told apart by their order.
 */
function placesOf(model: LayersModel): Place[] {
  return model.layers.flatMap((layer) => {
    const counts = new Map<string, number>();
    return layer.weights.map((weight) => {
      const own = weight.originalName.split('/').at(-1) ?? '';
      const count = counts.get(own) ?? 0;
      counts.set(own, count + 1);
      return {
        layer: layer.name,
        name: count === 0 ? own : `${own} ${count + 1}`,
        variable: weight.read() as tf.Variable,
      };
    });
  });
}
