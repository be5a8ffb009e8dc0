/** Runs in the page: the small model in TF.js on a backend of choice, beside what PyTorch made of it. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendChoice } from '../../../src/search/spec/spec.ts';
import { makeBatch } from '../../../src/workers/coder/examples.ts';
import { makePositions, score } from '../../../src/workers/coder/transformer.ts';
import { lossOf, makeResident } from '../../../src/workers/coder/tune.ts';
import { parametersOf } from '../../../src/workers/coder/weights.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import reference from '../../fixtures/coder/reference.json' with { type: 'json' };

const { config, ids } = reference;
const given: Record<string, number[]> = reference.weights;
const wanted: Record<string, number[]> = reference.gradients;

/** The farthest that scores, loss and gradients lie from PyTorch's. */
export async function compare(backend: BackendChoice) {
  await startBackend(backend);
  const variables = new Map(
    parametersOf(config).map(({ name, shape }) => [
      name,
      tf.variable(tf.tensor(given[name] as number[], [...shape])),
    ]),
  );
  const scores = tf.tidy(() =>
    score(
      config,
      variables,
      makePositions(config, ids.length),
      tf.tensor2d([ids], undefined, 'int32'),
      tf.range(0, ids.length, 1, 'int32'),
    ),
  );
  const { firstReplyToken, value: loss } = reference.loss;
  const batch = makeBatch([{ prompt: ids.slice(0, firstReplyToken), reply: ids.slice(firstReplyToken) }]);
  const resident = makeResident(config, batch);
  const tuned = tf.variableGrads(() => lossOf(config, variables, resident), [...variables.values()]);
  let gradients = 0;
  for (const [name, variable] of variables) {
    const gradient = await (tuned.grads[variable.name] as tf.Tensor).data();
    gradients = Math.max(gradients, farthest(gradient, wanted[name] as number[]));
  }
  return {
    backend: tf.getBackend(),
    scores: farthest(await scores.data(), reference.logits),
    loss: farthest(await tuned.value.data(), [loss]),
    gradients,
  };
}

function farthest(actual: ArrayLike<number>, expected: readonly number[]): number {
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - (actual[i] ?? Infinity))), 0);
}
