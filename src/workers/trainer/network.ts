import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, models } from '@tensorflow/tfjs-layers';
import { Rng } from '../../search/random/rng.ts';
import type { TrainingJob } from '../../search/ports.ts';
import type { NamedWeight } from '../api.ts';
import { disposeModel } from './disposeModel.ts';
import { inheritWeights, readWeights } from './inheritance.ts';
import { freeRecurrentDropout, registerLayers, seedRecurrentDropout } from './layers/register.ts';
import { logitsOf } from './loss.ts';
import { packShape } from './packedShapes.ts';
import { prepareTopology } from './topology.ts';

/** A model under training. */
export interface Network {
  readonly model: LayersModel;
  /** What `model` gives; `logits` are made of probabilities where it gives such. */
  readonly output: 'logits' | 'probabilities';
  /** What the optimiser moves. */
  readonly variables: readonly tf.Variable[];
  /** One row of logits per example, [batch, classes]. In training, dropout is active and batch statistics are used and noted. */
  logits(x: tf.Tensor, training: boolean): tf.Tensor2D;
  /** The regularisers' terms of the loss. */
  penalties(): tf.Scalar[];
  /** Takes these weights where names and shapes match. @returns the share of all parameters that were taken, 0–1 */
  inherit(weights: readonly NamedWeight[]): number;
  /** A copy of all weights, with the statistics of batch normalisation. */
  read(): Promise<NamedWeight[]>;
  dispose(): void;
}

/** Builds the model of a topology, its weights drawn by the job's seed. @throws when TF.js cannot build it */
export async function buildNetwork({ topology, seed }: TrainingJob): Promise<Network> {
  registerLayers();
  const prepared = prepareTopology(topology, seed);
  const model = await models.modelFromJSON({
    modelTopology: prepared.topology as unknown as tf.io.ModelJSON['modelTopology'] & {},
  } as Parameters<typeof models.modelFromJSON>[0]);
  seedRecurrentDropout(model, new Rng(seed).fork('recurrent-dropout'));
  return {
    model,
    output: prepared.output,
    variables: trainableVariables(model),
    logits: (x, training) => {
      const output = model.apply(x, { training }) as tf.Tensor2D;
      return prepared.output === 'logits' ? output : logitsOf(output);
    },
    penalties: () => model.calculateLosses(),
    inherit: (weights) => inheritWeights(model, weights),
    read: () => readWeights(model),
    dispose: () => {
      freeRecurrentDropout(model);
      disposeModel(model);
    },
  };
}

function trainableVariables(model: LayersModel): tf.Variable[] {
  for (const weight of model.weights) packShape(weight.read());
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}
