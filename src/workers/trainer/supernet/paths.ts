import * as tf from '@tensorflow/tfjs-core';
import type { TaskShape } from '../../../search/domain.ts';
import type { SharedWeights, Supernet, TeachingStep } from '../../../search/ports.ts';
import { Rng } from '../../../search/random/rng.ts';
import { SPACES } from '../../../search/spaces/index.ts';
import type { Genotype } from '../../../search/spaces/space.ts';
import { sample } from '../../../search/spaces/vary.ts';
import { PATH_BATCH, PATH_TRAINING } from '../../../search/supernet/recipe.ts';
import { BatchOrder } from '../batches.ts';
import { evaluate } from '../evaluate.ts';
import { gatherExamples } from '../fused/ops/examples.ts';
import { crossEntropy } from '../loss.ts';
import { makeOptimizer } from '../optimizer/optimizer.ts';
import type { Pace } from '../pace.ts';
import { planTraining } from '../plan.ts';
import type { Resident } from '../resident.ts';
import { drawWeights } from './parameters.ts';
import { SharedNetwork } from './sharedNetwork.ts';

/** Steps between two points of the loss. */
const REPORT_EVERY = 50;

/**
 * Trains the shared weights, in each step those of one network that is drawn uniformly among all of the space.
 *
 * @throws Ending when the job is cancelled or the loss is no longer finite; whatever TF.js throws
 */
export async function trainPaths(
  task: TaskShape,
  data: Resident,
  { steps, seed }: Parameters<Supernet['trainPaths']>[0],
  pace: Pace,
  onStep: (step: TeachingStep) => void,
): Promise<SharedWeights> {
  const network = new SharedNetwork(task, drawWeights(task, seed));
  const optimizer = makeOptimizer(PATH_TRAINING, network.variables);
  const plan = planTraining(
    { ...PATH_TRAINING, batchSize: PATH_BATCH, length: { unit: 'steps', count: steps } },
    data.count,
  );
  const order = new BatchOrder(data.count, seed);
  const rng = new Rng(seed).fork('paths');
  let sum: tf.Tensor = tf.scalar(0);
  let counted = 0;
  for (let step = 1; step <= steps; step++) {
    const indices = order.next(plan.batchSize);
    const path = sample(SPACES.cell, rng);
    const earlier = sum;
    sum = tf.tidy(() => {
      const [x, labels] = gatherExamples(data.x, data.labels, tf.tensor1d(indices, 'int32'));
      const { value, grads } = tf.variableGrads(
        () => crossEntropy(labels, network.path(x, path)),
        network.variables as tf.Variable[],
      );
      optimizer.step(grads, plan.learningRate(step));
      return tf.add(earlier, value);
    });
    earlier.dispose();
    counted += 1;
    if (step % REPORT_EVERY !== 0 && step !== steps) {
      await pace.afterStep(sum);
      continue;
    }
    const [total = NaN] = await pace.look(sum);
    onStep({ step, of: steps, loss: total / counted });
    sum.dispose();
    sum = tf.scalar(0);
    counted = 0;
  }
  sum.dispose();
  optimizer.dispose();
  const weights = await network.read();
  network.dispose();
  return weights;
}

/** Accuracy of each of these networks on all of these examples, 0–1. @throws as `trainPaths` */
export async function scorePaths(
  task: TaskShape,
  data: Resident,
  weights: SharedWeights,
  networks: readonly Genotype[],
  pace: Pace,
): Promise<readonly number[]> {
  const shared = new SharedNetwork(task, weights);
  const accuracies: number[] = [];
  for (const genotype of networks) {
    const { accuracy } = await evaluate({ logits: (x) => shared.path(x, genotype) }, data, pace);
    accuracies.push(accuracy);
  }
  shared.dispose();
  return accuracies;
}
