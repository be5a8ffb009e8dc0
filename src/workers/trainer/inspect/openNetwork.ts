import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, type SymbolicTensor, model as modelOf, models } from '@tensorflow/tfjs-layers';
import type { Topology } from '../../../search/domain.ts';
import { withoutRepeats } from '../../../search/graph/repeats.ts';
import { ToldError } from '../../../search/told/toldError.ts';
import type { NamedWeight } from '../../api.ts';
import { disposeModel } from '../disposeModel.ts';
import { inheritWeights } from '../inheritance.ts';
import { registerLayers } from '../layers/register.ts';

/** What a layer makes of a batch, in one of its calls. */
export interface CallOutput {
  /** As `LayerSummary.name`. */
  readonly name: string;
  readonly output: tf.Tensor;
}

/** A trained network as its program describes it, a final softmax included. */
export interface OpenNetwork {
  /** [batch, classes] @param x [batch, ...inputShape] */
  probabilities(x: tf.Tensor): tf.Tensor2D;
  /** The outputs of all calls of all layers, the input first. @param x [batch, ...inputShape] */
  calls(x: tf.Tensor): readonly CallOutput[];
  dispose(): void;
}

/** @throws when the weights are not those of the topology, all of them */
export async function openNetwork(topology: Topology, weights: readonly NamedWeight[]): Promise<OpenNetwork> {
  registerLayers();
  const model = await models.modelFromJSON({
    modelTopology: withoutRepeats(topology),
  } as unknown as Parameters<typeof models.modelFromJSON>[0]);
  const dispose = () => disposeModel(model);
  if (model.weights.length > 0 && inheritWeights(model, weights) < 1) {
    dispose();
    throw new ToldError({ kind: 'foreign-weights' });
  }
  const calls = callsOf(model, topology);
  // Shares all layers with the model, and goes with it.
  const opened = modelOf({ inputs: model.inputs, outputs: calls.map(({ output }) => output) });
  const isDistribution = endsInSoftmax(topology);
  return {
    probabilities: (x) => {
      const output = model.apply(x, { training: false }) as tf.Tensor2D;
      return isDistribution ? output : tf.softmax(output);
    },
    calls: (x) => {
      const outputs = [opened.apply(x, { training: false })].flat() as tf.Tensor[];
      return outputs.map((output, i) => ({ name: calls[i]?.name ?? '', output }));
    },
    dispose,
  };
}

interface SymbolicCall {
  readonly name: string;
  readonly output: SymbolicTensor;
}

/** A layer that is called again has a number behind its name from the second call on, as in its summaries. */
function callsOf(model: LayersModel, topology: Topology): readonly SymbolicCall[] {
  return topology.config.layers.flatMap(({ name, inbound_nodes }): SymbolicCall[] => {
    const layer = model.getLayer(name);
    const calls = Math.max(1, inbound_nodes.length);
    return Array.from({ length: calls }, (_, call) => ({
      name: call === 0 ? name : `${name} (${call + 1})`,
      output: layer.getOutputAt(call) as SymbolicTensor,
    }));
  });
}

function endsInSoftmax({ config }: Topology): boolean {
  const last = config.output_layers[0]?.[0];
  const layer = config.layers.find(({ name }) => name === last);
  return layer?.class_name === 'Softmax' || layer?.config['activation'] === 'softmax';
}
