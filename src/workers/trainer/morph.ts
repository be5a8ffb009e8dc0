/** A network that begins as another one computes (network morphism; Elsken et al. 2017), and the check that it does. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { LayerGrowth } from '../../search/morphism/growth.ts';
import { grow } from '../../search/morphism/weights.ts';
import type { GrowthJob, TrainingJob } from '../../search/ports.ts';
import type { NamedWeight } from '../api.ts';
import { type Network, buildNetwork } from './network.ts';
import type { Resident } from './resident.ts';

/** Examples that normalisations are set by, and that the check looks at. */
const BATCH = 512;

export interface Morphed {
  /** As `Score.inherited`. */
  readonly inherited: number;
  /** As `Score.morphGap`. */
  readonly morphGap: number;
}

/**
 * Gives a network the weights of the one it grew out of, so that it computes the same.
 *
 * @param parent trained weights of that one
 */
export async function morph(
  network: Network,
  job: TrainingJob,
  { parent: topology, layers: growth }: GrowthJob,
  parent: readonly NamedWeight[],
  train: Resident,
  validation: Resident,
): Promise<Morphed> {
  const drawn = await network.read();
  const grown = grow(parent, drawn, growth);
  network.inherit(grown);
  undoNormalizations(network, growth, first(train));
  const before = await buildNetwork({ ...job, topology });
  try {
    before.inherit(parent);
    const batch = first(validation);
    const morphGap = await gapBetween(before, network, batch);
    return { inherited: shareOf(parent, drawn), morphGap };
  } finally {
    before.dispose();
  }
}

/** Greatest difference of two networks' probabilities. */
export async function gapBetween(a: Network, b: Network, x: tf.Tensor): Promise<number> {
  const gap = tf.tidy(() => {
    const [before, after] = [a, b].map((network) => tf.softmax(network.logits(x, false)));
    return tf.max(tf.abs(tf.sub(before as tf.Tensor, after as tf.Tensor)));
  });
  const [value = NaN] = await gap.data();
  gap.dispose();
  return value;
}

/**
 * Sets each inserted batch normalisation to undo what it does to a batch (Net2Net, Chen et al. 2016, section 2.3): its
 * statistics are those of the batch, its scale and offset take them back. It then lets such signals through both in
 * training, where a batch is normalised by itself, and in evaluation. Statistics of new channels are those of the batch too.
 */
function undoNormalizations({ model }: Network, growth: readonly LayerGrowth[], x: tf.Tensor): void {
  for (const { layer: name, inputs, outputs, isNew } of growth) {
    if (!isNew || inputs) continue;
    const layer = model.getLayer(name);
    const { epsilon } = layer.getConfig() as { readonly epsilon: number };
    tf.tidy(() => {
      const upTo = layers.model({ inputs: model.inputs, outputs: layer.input as layers.SymbolicTensor });
      const signal = upTo.apply(x, { training: false }) as tf.Tensor;
      const { mean, variance } = tf.moments(signal, [...signal.shape.keys()].slice(0, -1));
      const isOld = tf.less(tf.range(0, outputs.now), outputs.old);
      const values: Readonly<Record<string, tf.Tensor>> = {
        gamma: tf.where(isOld, tf.sqrt(tf.add(variance, epsilon)), 1),
        beta: tf.where(isOld, mean, 0),
        moving_mean: mean,
        moving_variance: variance,
      };
      for (const weight of layer.weights) {
        const value = values[weight.originalName.split('/').at(-1) ?? ''];
        if (value) (weight.read() as tf.Variable).assign(value);
      }
    });
  }
}

const first = ({ x, count }: Resident): tf.Tensor => (count <= BATCH ? x : tf.slice(x, 0, BATCH));

/** Share of the parameters that are as many as the other network has. */
function shareOf(parent: readonly NamedWeight[], own: readonly NamedWeight[]): number {
  const sizeOf = (weights: readonly NamedWeight[]) =>
    weights.reduce((sum, { values }) => sum + values.length, 0);
  return Math.min(1, sizeOf(parent) / sizeOf(own));
}
