/** Training on WebGPU, and what the GPU holds after it. */
import * as tf from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { engineBytes } from '../../../src/workers/trainer/engineMemory.ts';
import { fit } from '../../../src/workers/trainer/fit.ts';
import { releaseSpareBuffers } from '../../../src/workers/trainer/gpu/spareBuffers.ts';
import { runJob } from '../../../src/workers/trainer/job.ts';
import { Pace } from '../../../src/workers/trainer/pace.ts';
import { makeResident } from '../../../src/workers/trainer/resident.ts';
import { blobs } from './trainer-data.ts';
import { referenceNet } from './trainer-reference.ts';

const INPUT = [40, 1];
const training = parse(trainingSchema, { batchSize: 16, length: { unit: 'steps', count: 4 } });

/** Trains the same network twice; between, spare buffers are given back to the GPU. */
export async function trainTwice(net: string) {
  await startBackend('webgpu');
  const classNames = Array.from({ length: 10 }, (_, i) => `class ${i}`);
  const data = makeResident({ inputShape: INPUT, classNames }, blobs(INPUT, 10, 60, 1));
  const train = async () => {
    const losses: number[] = [];
    await runJob(() =>
      fit({ topology: referenceNet(net), training, seed: 3 }, data, new Pace(), async ({ trainLoss }) => {
        losses.push(trainLoss);
      }),
    );
    return losses;
  };
  const held = () => engineBytes() ?? NaN;
  const used = () => (tf.memory() as { numBytesInGPU?: number }).numBytesInGPU ?? NaN;

  const first = { losses: await train(), held: held(), used: used() };
  releaseSpareBuffers(Number.POSITIVE_INFINITY);
  const tolerated = held();
  releaseSpareBuffers(0);
  const released = { held: held(), used: used() };
  const second = { losses: await train(), held: held() };
  return { first, tolerated, released, second };
}
