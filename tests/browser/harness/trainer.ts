/** Parts of the trainer, run on the page itself so that a test can look inside. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../../../src/search/domain.ts';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { BatchOrder } from '../../../src/workers/trainer/batches.ts';
import { runJob } from '../../../src/workers/trainer/job.ts';
import { registerLayers } from '../../../src/workers/trainer/layers/register.ts';
import { buildNetwork } from '../../../src/workers/trainer/network.ts';
import { makeOptimizer } from '../../../src/workers/trainer/optimizer/optimizer.ts';
import { makeResident } from '../../../src/workers/trainer/resident.ts';
import { takeStep } from '../../../src/workers/trainer/step.ts';
import { parse } from 'valibot';
import { blobs } from './trainer-data.ts';
import { CLASSES, NETS, type Net } from './trainer-nets.ts';

export const netNames = Object.keys(NETS);

const CLASS_NAMES = Array.from({ length: CLASSES }, (_, i) => `class ${i}`);

const made = new Map<string, Net>();

/** The same topology at every call: TF.js names layers anew each time, and names seed the weights. */
function netNamed(name: string): Net {
  const make = NETS[name];
  if (!make) throw new Error(`no network named ${name}`);
  registerLayers();
  const net = made.get(name) ?? make();
  made.set(name, net);
  return net;
}

/** Loss of each of the first steps of a named network. Fails where training does. */
export async function losses(backend: BackendName, name: string, steps: number) {
  await startBackend(backend);
  const { inputShape, topology } = netNamed(name);
  const before = tf.memory().numTensors;
  const data = makeResident({ inputShape, classNames: CLASS_NAMES }, blobs(inputShape, CLASSES, 60, 1));
  const training = parse(trainingSchema, {});
  const result = await runJob(async () => {
    const network = await buildNetwork({ topology, training, seed: 5 });
    const optimizer = makeOptimizer(training, network.variables);
    const order = new BatchOrder(data.count, 3);
    const kept = [];
    for (let step = 0; step < steps; step++) {
      kept.push(takeStep(network, optimizer, data, order.next(8), 0.01).loss);
    }
    const stacked = tf.stack(kept);
    tf.dispose(kept);
    network.dispose();
    return { losses: [...(await stacked.data())] };
  });
  data.dispose();
  const leaked = tf.memory().numTensors - before;
  return { ...result, leaked };
}

/** A job that asks wasm for all but 27 KB of the four gigabytes that it could ever have, and has in use in part. */
export async function overflow() {
  await startBackend('wasm');
  const before = tf.memory();
  const result = await runJob(async () => ({ size: tf.fill([1_073_735_000], 1).size }));
  const after = tf.memory();
  return { result, leaked: after.numTensors - before.numTensors, sum: await sumOfOnes() };
}

/** 10, when the backend still counts. */
async function sumOfOnes() {
  const sum = tf.tidy(() => tf.sum(tf.ones([10])));
  const [value] = await sum.data();
  sum.dispose();
  return value;
}
