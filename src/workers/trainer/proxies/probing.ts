import * as tf from '@tensorflow/tfjs-core';
import type { TrainingJob } from '../../../search/ports.ts';
import { BatchOrder } from '../batches.ts';
import { gatherExamples } from '../fused/ops/examples.ts';
import { crossEntropy } from '../loss.ts';
import { type Network, buildNetwork } from '../network.ts';
import type { Pace } from '../pace.ts';
import { planTraining } from '../plan.ts';
import type { Resident } from '../resident.ts';

/** What a proxy is measured on. */
export interface Probing {
  readonly job: TrainingJob;
  readonly data: Resident;
  readonly pace: Pace;
}

/** A batch as training would begin with. */
export interface Batch {
  readonly x: tf.Tensor;
  /** One-hot, [batch, classes]. */
  readonly labels: tf.Tensor2D;
}

/** The batch that training would begin with; for use inside `tf.tidy`. */
export function firstBatch({ job, data }: Probing): Batch {
  const { batchSize } = planTraining(job.training, data.count);
  const rows = new BatchOrder(data.count, job.seed).next(batchSize);
  const [x, labels] = gatherExamples(data.x, data.labels, tf.tensor1d(rows, 'int32'));
  return { x, labels };
}

/**
 * The network with the weights as drawn. Each is built anew, so that all passes over it drop the same units out and none has
 * seen the statistics of another.
 */
export async function onFreshNetwork<T>({ job }: Probing, use: (network: Network) => Promise<T>): Promise<T> {
  const network = await buildNetwork(job);
  try {
    return await use(network);
  } finally {
    network.dispose();
  }
}

/** Mean cross-entropy as in a training step, without regularisers, which say nothing of the data. */
export const lossOf = (network: Network, { x, labels }: Batch): tf.Scalar =>
  crossEntropy(labels, network.logits(x, true));

/** The weights that inputs are multiplied by: no biases, and no scales of a normalisation. */
export const kernelsOf = (network: Network): readonly tf.Variable[] =>
  network.variables.filter(({ rank }) => rank >= 2);

/** Reads a single number and frees it. */
export async function readNumber({ pace }: Probing, scalar: tf.Tensor): Promise<number> {
  const [value = NaN] = await pace.read(scalar);
  scalar.dispose();
  return value;
}
