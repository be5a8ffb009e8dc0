// Registers the gradients of TF.js's operations.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerSequence, TeachingStep } from '../../search/ports.ts';
import { Rng } from '../../search/random/rng.ts';
import { descend } from '../coder/descend.ts';
import { embed } from '../coder/rows.ts';
import { tune } from '../coder/tune.ts';
import { take, type Weights } from '../coder/weights.ts';
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
 * Teaches both networks by Adam on the current backend, the classifier first, which takes a moment.
 *
 * @param weights stay as they are
 * @param sequences at least one, none empty
 * @param onStep is told the GPT's loss
 * @returns the new weights
 * @throws Diverged; the signal's reason when it fires
 */
export async function teach(
  sizes: LayerSizes,
  weights: Weights,
  sequences: readonly LayerSequence[],
  teaching: Teaching,
  onStep: (step: TeachingStep) => void,
  signal: AbortSignal,
): Promise<Weights> {
  const { steps, learningRate, seed } = teaching;
  const classifier = await teachClassifier(sizes, weights, sequences, teaching, signal);
  const { weights: gpt } = await tune(
    gptConfig(sizes),
    weights,
    { taught: sequences.flatMap((sequence) => gptExamples(sizes, sequence)), keptBack: [] },
    { steps, learningRate, seed, tokensPerStep: WINDOWS * WINDOW },
    ({ step, loss }) => onStep({ step, of: steps, loss }),
    signal,
  );
  return new Map([...gpt, ...classifier]);
}

async function teachClassifier(
  sizes: LayerSizes,
  weights: Weights,
  sequences: readonly LayerSequence[],
  teaching: Teaching,
  signal: AbortSignal,
): Promise<Weights> {
  const examples = sequences.flatMap((sequence) => classifierExamples(sizes, sequence));
  const variables = new Map(
    classifierParameters(sizes).map(({ name, shape }) => [
      name,
      tf.tidy(() => tf.variable(tf.tensor(take(weights, name), [...shape]))),
    ]),
  );
  try {
    await descend(
      [...variables.values()],
      batchesOf(examples, new Rng(teaching.seed).fork('classifier')),
      (batch) => classifierLoss(sizes, variables, batch),
      teaching,
      () => {},
      signal,
    );
    const taught = new Map<string, Float32Array<ArrayBuffer>>();
    for (const [name, variable] of variables) taught.set(name, Float32Array.from(await variable.data()));
    return taught;
  } finally {
    tf.dispose([...variables.values()]);
  }
}

/** Without end; each round takes every example once, in another order. */
function* batchesOf(examples: readonly Classified[], rng: Rng): Generator<readonly Classified[], never> {
  for (;;) {
    const order = rng.shuffle(examples);
    for (let at = 0; at < order.length; at += BATCH) yield order.slice(at, at + BATCH);
  }
}

/** Lays a batch out on the backend. @returns its mean cross-entropy in nats */
export function classifierLoss(
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
