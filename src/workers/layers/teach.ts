// Registers the gradients of TF.js's operations.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerSequence, TeachingStep } from '../../search/ports.ts';
import { Rng } from '../../search/random/rng.ts';
import { Descent } from '../coder/descent.ts';
import type { Batch } from '../coder/examples.ts';
import { embed } from '../coder/rows.ts';
import { batchesOf, readyLoss } from '../coder/tune.ts';
import { parametersOf, take, type Weights } from '../coder/weights.ts';
import { nextTask } from '../nextTask.ts';
import { crossEntropy } from '../trainer/loss.ts';
import { classifierParameters, gptConfig, type LayerSizes, WINDOW } from './sizes.ts';
import { type Classified, classifierExamples, gptExamples } from './windows.ts';

/**
 * Windows of a step for the GPT, in each of which 10 layers are predicted. More would take longer and teach hardly more:
 * windows of a stride of 1 repeat each other.
 */
const WINDOWS = 32;
/** Layers of a step for the classifier; the paper's batch (Yu et al. 2023, section 4.2). */
const BATCH = 128;

export interface Teaching {
  readonly steps: number;
  readonly learningRate: number;
  /** Seeds the order of the windows. */
  readonly seed: number;
}

/**
 * Teaches both networks by Adam on the current backend, in each step the one and then the other.
 *
 * @param weights stay as they are
 * @param sequences at least one with a layer
 * @param onStep is told the GPT's loss
 * @returns the new weights
 * @throws Diverged; the signal's reason when it fires
 */
export async function teach(
  sizes: LayerSizes,
  weights: Weights,
  sequences: readonly LayerSequence[],
  { steps, learningRate, seed }: Teaching,
  onStep: (step: TeachingStep) => void,
  signal: AbortSignal,
): Promise<Weights> {
  const rng = new Rng(seed);
  const config = gptConfig(sizes);
  const windows = sequences.flatMap((sequence) => gptExamples(sizes, sequence));
  const gptBatches = batchesOf(windows, WINDOWS * WINDOW, rng.fork('gpt'));
  const layers = sequences.flatMap((sequence) => classifierExamples(sizes, sequence));
  const classifierBatches = classifiedBatches(layers, rng.fork('classifier'));
  const gpt = new Descent<Batch>(
    parametersOf(config),
    weights,
    (variables, batch) => readyLoss(config, variables, batch),
    learningRate,
  );
  const classifier = new Descent<readonly Classified[]>(
    classifierParameters(sizes),
    weights,
    (variables, batch) => readyClassifierLoss(sizes, variables, batch),
    learningRate,
  );
  try {
    for (let step = 1; step <= steps; step++) {
      const loss = await gpt.step(gptBatches.next().value);
      await classifier.step(classifierBatches.next().value);
      onStep({ step, of: steps, loss });
      await nextTask();
      signal.throwIfAborted();
    }
    return new Map([...(await gpt.weights()), ...(await classifier.weights())]);
  } finally {
    gpt.dispose();
    classifier.dispose();
  }
}

/** Without end; each round takes every layer once, in another order. */
function* classifiedBatches(
  layers: readonly Classified[],
  rng: Rng,
): Generator<readonly Classified[], never> {
  for (;;) {
    const order = rng.shuffle(layers);
    for (let at = 0; at < order.length; at += BATCH) yield order.slice(at, at + BATCH);
  }
}

/** Lays a batch out on the backend. @returns its mean cross-entropy, in nats, as a function to differentiate */
export function readyClassifierLoss(
  { blocks }: LayerSizes,
  parameters: ReadonlyMap<string, tf.Tensor>,
  batch: readonly Classified[],
): () => tf.Scalar {
  const of = (name: string) => take(parameters, `classifier.${name}`);
  const ids = tf.tensor1d(
    batch.flatMap(({ tokens }) => tokens),
    'int32',
  );
  const kinds = tf.tensor1d(
    batch.map(({ block }) => block),
    'int32',
  );
  const labels = tf.cast(tf.oneHot(kinds, blocks), 'float32') as tf.Tensor2D;
  const dense = (x: tf.Tensor, name: string) =>
    tf.add(tf.matMul(x as tf.Tensor2D, of(`${name}.weight`) as tf.Tensor2D), of(`${name}.bias`));
  return () => {
    const embedded = tf.reshape(embed(of('embed') as tf.Tensor2D, ids), [batch.length, -1]);
    return crossEntropy(labels, dense(tf.relu(dense(embedded, 'hidden')), 'out') as tf.Tensor2D);
  };
}
