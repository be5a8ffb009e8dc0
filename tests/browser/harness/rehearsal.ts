/** A rehearsal on the page itself, so that a test can count what the GPU device is asked to compile. */
import * as tf from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { fit } from '../../../src/workers/trainer/fit.ts';
import { runJob } from '../../../src/workers/trainer/job.ts';
import { Pace } from '../../../src/workers/trainer/pace.ts';
import { rehearse } from '../../../src/workers/trainer/rehearsal.ts';
import { makeResident } from '../../../src/workers/trainer/resident.ts';
import { blobs } from './trainer-data.ts';
import { referenceNet } from './trainer-reference.ts';

const INPUT = [40, 1];

const training = parse(trainingSchema, { batchSize: 16, length: { unit: 'steps', count: 6 } });
const jobOf = (net: string) => ({ topology: referenceNet(net), training, seed: 3 });

function count<K extends 'createComputePipeline' | 'createComputePipelineAsync'>(name: K): () => number {
  const original = GPUDevice.prototype[name] as (...args: unknown[]) => unknown;
  let calls = 0;
  GPUDevice.prototype[name] = function (this: GPUDevice, ...args: unknown[]) {
    calls += 1;
    return original.apply(this, args);
  } as never;
  return () => calls;
}

/** Trains `first`; with `isRehearsed`, what `second` needs is compiled during it; then trains `second`. */
export async function trainTwo(first: string, second: string, isRehearsed: boolean) {
  await startBackend('webgpu');
  const classNames = Array.from({ length: 10 }, (_, i) => `class ${i}`);
  const data = makeResident({ inputShape: INPUT, classNames }, blobs(INPUT, 10, 60, 1));
  const waiting = count('createComputePipeline');
  const ahead = count('createComputePipelineAsync');
  const tensors = tf.memory().numTensors;

  const losses: number[][] = [];
  const train = async (net: string, onEpoch: () => Promise<void>) => {
    const curve: number[] = [];
    losses.push(curve);
    await runJob(() =>
      fit(jobOf(net), data, new Pace(), async ({ trainLoss }) => {
        curve.push(trainLoss);
        await onEpoch();
      }),
    );
  };
  let isFirst = true;
  await train(first, async () => {
    if (isRehearsed && isFirst) await rehearse(jobOf(second), data, data);
    isFirst = false;
  });
  // Compiling goes on in threads of the browser's own; whatever is not there yet would be compiled again.
  await new Promise((resolve) => setTimeout(resolve, isRehearsed ? 3000 : 0));
  const before = waiting();
  await train(second, async () => {});
  return {
    losses,
    compiledAhead: ahead(),
    compiledWhenNeeded: waiting() - before,
    leaked: tf.memory().numTensors - tensors,
  };
}
