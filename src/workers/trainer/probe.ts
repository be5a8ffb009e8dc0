import * as tf from '@tensorflow/tfjs-core';
import type { TrainingJob } from '../../search/ports.ts';
import { BatchOrder } from './batches.ts';
import { gatherExamples } from './fused/ops/examples.ts';
import { crossEntropy } from './loss.ts';
import { buildNetwork } from './network.ts';
import type { Pace } from './pace.ts';
import { planTraining } from './plan.ts';
import type { Resident } from './resident.ts';

/**
 * The Euclidean norm of the gradient of the cross-entropy by all weights together, on the batch that training would
 * begin with and with the weights as drawn (Abdelfattah et al. 2021, section 3.1, grad_norm). Regularisers are left out,
 * which say nothing of the data.
 *
 * @returns 0 or more
 * @throws Ending when it is not finite or the job is cancelled; whatever TF.js throws
 */
export async function gradientNorm(job: TrainingJob, data: Resident, pace: Pace): Promise<number> {
  const network = await buildNetwork(job);
  const { batchSize } = planTraining(job.training, data.count);
  const indices = new BatchOrder(data.count, job.seed).next(batchSize);
  const sum = tf.tidy(() => {
    const [x, labels] = gatherExamples(data.x, data.labels, tf.tensor1d(indices, 'int32'));
    const loss = () => crossEntropy(labels, network.logits(x, true));
    const { grads } = tf.variableGrads(loss, network.variables as tf.Variable[]);
    return tf.addN(Object.values(grads).map((gradient) => tf.sum(tf.square(gradient))));
  });
  const [squares = NaN] = await pace.look(sum);
  sum.dispose();
  network.dispose();
  return Math.sqrt(squares);
}
