/** The optimisers alone, on a variable whose gradients are given. */
import * as tf from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import type { BackendName } from '../../../src/search/domain.ts';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { makeOptimizer } from '../../../src/workers/trainer/optimizer/optimizer.ts';

/** Weights after steps with these gradients. */
export async function walk(
  backend: BackendName,
  settings: object,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  learningRate: number,
): Promise<number[]> {
  await startBackend(backend);
  const weight = tf.variable(tf.tensor1d([...start]));
  const optimizer = makeOptimizer(parse(trainingSchema, settings), [weight]);
  for (const gradient of gradients) {
    tf.tidy(() => optimizer.step({ [weight.name]: tf.tensor1d([...gradient]) }, learningRate));
  }
  const values = [...(await weight.data())];
  optimizer.dispose();
  weight.dispose();
  return values;
}

/** The same by TF.js's own Adam. */
export async function walkTfAdam(
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  learningRate: number,
): Promise<number[]> {
  await startBackend('cpu');
  const weight = tf.variable(tf.tensor1d([...start]));
  const optimizer = tf.train.adam(learningRate);
  for (const gradient of gradients) {
    tf.tidy(() => optimizer.applyGradients([{ name: weight.name, tensor: tf.tensor1d([...gradient]) }]));
  }
  const values = [...(await weight.data())];
  optimizer.dispose();
  weight.dispose();
  return values;
}
