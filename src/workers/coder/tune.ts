import * as tf from '@tensorflow/tfjs-core';
import { Rng } from '../../search/random/rng.ts';
import type { KeptBack, TuningSettings, TuningStep } from '../api.ts';
import { nextTask } from '../nextTask.ts';
import { crossEntropy } from '../trainer/loss.ts';
import type { CoderConfig } from './config.ts';
import { Descent, readLoss } from './descent.ts';
import { type Batch, type Example, groupsOf, makeBatch } from './examples.ts';
import { type Positions, makePositions, score } from './transformer.ts';
import { type Weights, parametersOf } from './weights.ts';

/** Unless said; about 300 MB of what the backward pass needs. */
const TOKENS_PER_STEP = 1024;

export interface Examples {
  /** At least one. */
  readonly taught: readonly Example[];
  /** The loss on these is taken before and after. */
  readonly keptBack: readonly Example[];
}

export interface Tuned {
  readonly weights: Weights;
  readonly keptBack?: KeptBack;
}

/**
 * Teaches the model to answer these prompts with these replies: AdamW on the replies' tokens alone, over all weights.
 *
 * EvoPrompting (Chen et al. 2023, section 3) tunes a soft prompt of 16 vectors instead, since its model has 62 billion
 * weights. Such vectors are no text and WebLLM takes nothing else, so they could not be handed to it. A model of two
 * million weights costs as much to differentiate for its first layer's input as for all its weights, and its weights
 * as a whole are what WebLLM loads. No decay pulls them to nought: few steps are to stay near what was learnt before.
 *
 * @param weights stay as they are
 * @param examples each shorter than the context
 * @throws Diverged; the signal's reason when it fires
 */
export async function tune(
  config: CoderConfig,
  weights: Weights,
  { taught, keptBack }: Examples,
  { steps, learningRate, seed, tokensPerStep = TOKENS_PER_STEP }: TuningSettings,
  onStep: (step: TuningStep) => void,
  signal: AbortSignal,
): Promise<Tuned> {
  const descent = new Descent<Batch>(
    parametersOf(config),
    weights,
    (variables, batch) => readyLoss(config, variables, batch),
    learningRate,
  );
  const lossNow = () => meanLoss(config, descent.variables, keptBack, tokensPerStep, signal);
  try {
    const before = await lossNow();
    const batches = batchesOf(taught, tokensPerStep, new Rng(seed));
    for (let step = 1; step <= steps; step++) {
      const start = performance.now();
      const batch = batches.next().value;
      const loss = await descent.step(batch);
      onStep({ step, loss, tokens: batch.ids.length, ms: performance.now() - start });
      await nextTask();
      signal.throwIfAborted();
    }
    const after = await lossNow();
    return {
      weights: await descent.weights(),
      ...(keptBack.length > 0 && { keptBack: { lessons: keptBack.length, before, after } }),
    };
  } finally {
    descent.dispose();
  }
}

/** Lays a batch out on the backend. @returns its mean cross-entropy, in nats, as a function to differentiate */
export function readyLoss(
  config: CoderConfig,
  parameters: ReadonlyMap<string, tf.Tensor>,
  batch: Batch,
): () => tf.Scalar {
  const resident = makeResident(config, batch);
  return () => lossOf(config, parameters, resident);
}

/** A batch on the backend. The loss keeps its parts for the backward pass, so they are made before it. */
export interface Resident {
  readonly positions: Positions;
  readonly ids: tf.Tensor2D;
  readonly rows: tf.Tensor1D;
  /** One-hot, [replyTokens, vocabulary]. */
  readonly labels: tf.Tensor2D;
}

export function makeResident(config: CoderConfig, { size, length, ids, rows, targets }: Batch): Resident {
  return {
    positions: makePositions(config, length),
    ids: tf.tensor2d(ids, [size, length], 'int32'),
    rows: tf.tensor1d(rows, 'int32'),
    labels: tf.tidy(
      () => tf.cast(tf.oneHot(tf.tensor1d(targets, 'int32'), config.vocabulary), 'float32') as tf.Tensor2D,
    ),
  };
}

/** Mean cross-entropy of the replies' tokens, in nats. */
export const lossOf = (
  config: CoderConfig,
  parameters: ReadonlyMap<string, tf.Tensor>,
  { positions, ids, rows, labels }: Resident,
): tf.Scalar => crossEntropy(labels, score(config, parameters, positions, ids, rows));

/** Over all tokens of the replies, in nats; 0 when there are none. @throws as `tune` does */
async function meanLoss(
  config: CoderConfig,
  parameters: ReadonlyMap<string, tf.Tensor>,
  examples: readonly Example[],
  places: number,
  signal: AbortSignal,
): Promise<number> {
  let sum = 0;
  let count = 0;
  for (const group of groupsOf(examples, places)) {
    const batch = makeBatch(group);
    const loss = tf.tidy(() => lossOf(config, parameters, makeResident(config, batch)));
    sum += (await readLoss(loss)) * batch.targets.length;
    count += batch.targets.length;
    await nextTask();
    signal.throwIfAborted();
  }
  return count === 0 ? 0 : sum / count;
}

/** Without end; each round takes every example once, in another order. */
export function* batchesOf(examples: readonly Example[], places: number, rng: Rng): Generator<Batch, never> {
  for (;;) for (const group of groupsOf(rng.shuffle(examples), places)) yield makeBatch(group);
}
