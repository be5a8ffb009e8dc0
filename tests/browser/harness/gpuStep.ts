/** A training step of the timed networks on webgpu, beside that of the cpu backend. */
import * as tf from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { TIMED } from '../../../scripts/bench/nets.ts';
import type { BackendName } from '../../../src/search/domain.ts';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { crossEntropy } from '../../../src/workers/trainer/loss.ts';
import { buildNetwork } from '../../../src/workers/trainer/network.ts';
import { makeOptimizer } from '../../../src/workers/trainer/optimizer/optimizer.ts';
import { makeResident } from '../../../src/workers/trainer/resident.ts';
import { takeStep } from '../../../src/workers/trainer/step.ts';
import { blobs } from './trainer-data.ts';

const CLASS_NAMES = Array.from({ length: 10 }, (_, i) => `class ${i}`);
/** The second batch is the last and short one of a pass. */
const BATCHES = [
  [0, 3, 6, 9, 12],
  [1, 2],
];

interface Numbers {
  readonly name: string;
  readonly values: Float32Array;
}

/** Gradients of the first batch, then the loss of each step, and all that the network keeps after them. */
async function learn(net: string, backend: BackendName): Promise<Numbers[]> {
  const make = TIMED[net];
  if (!make) throw new Error(`no network named ${net}`);
  await startBackend(backend);
  const { inputShape, topology } = make();
  const data = makeResident({ inputShape, classNames: CLASS_NAMES }, blobs(inputShape, 10, 16, 1));
  const training = parse(trainingSchema, {});
  const network = await buildNetwork({ topology, training, seed: 5 });
  const optimizer = makeOptimizer(training, network.variables);
  const found: Numbers[] = [];
  const keep = async (name: string, tensor: tf.Tensor) =>
    void found.push({ name, values: await tensor.data<'float32'>() });

  const rows = tf.tensor1d(BATCHES[0] as number[], 'int32');
  const [x, labels] = [tf.gather(data.x, rows), tf.gather(data.labels, rows)];
  const { value, grads } = tf.variableGrads(
    () => crossEntropy(labels, network.logits(x, true)),
    network.variables as tf.Variable[],
  );
  await keep('loss', value);
  for (const [i, { name }] of network.variables.entries()) {
    await keep(`gradient ${i} of ${name}`, grads[name] as tf.Tensor);
  }
  tf.dispose([value, rows, x, labels, ...Object.values(grads)]);

  for (const batch of BATCHES) {
    const { loss } = takeStep(network, optimizer, data, Int32Array.from(batch), 1e-3);
    await keep('loss of a step', loss);
    loss.dispose();
  }
  // With what batch normalisation notes of its batches.
  for (const variable of Object.values(tf.engine().state.registeredVariables))
    await keep(variable.name, variable);
  optimizer.dispose();
  network.dispose();
  data.dispose();
  tf.disposeVariables();
  return found;
}

/** @returns the greatest difference, relative to the greatest number of its tensor, and which tensor that is */
export async function compareSteps(net: string): Promise<{ readonly gap: number; readonly what: string }> {
  const expected = await learn(net, 'cpu');
  const actual = await learn(net, 'webgpu');
  if (expected.length !== actual.length) throw new Error('The backends keep different tensors.');
  let worst = { gap: -1, what: '' };
  expected.forEach(({ name, values }, i) => {
    const scale = values.reduce((most, x) => Math.max(most, Math.abs(x)), Number.MIN_VALUE);
    values.forEach((x, j) => {
      const gap = Math.abs(x - (actual[i]?.values[j] ?? NaN)) / scale;
      if (!(gap <= worst.gap)) worst = { gap, what: name };
    });
  });
  return worst;
}
