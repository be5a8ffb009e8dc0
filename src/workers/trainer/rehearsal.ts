import * as tf from '@tensorflow/tfjs-core';
import type { TrainingJob } from '../../search/ports.ts';
import { BatchOrder } from './batches.ts';
import { sumsOf } from './evaluate.ts';
import { freeing } from './job.ts';
import { buildNetwork } from './network.ts';
import { makeOptimizer } from './optimizer/optimizer.ts';
import { planTraining } from './plan.ts';
import type { Resident } from './resident.ts';
import { takeStep } from './step.ts';

/**
 * Has the GPU pipelines of a job compiled beforehand: takes one step of a network of its own and scores it, with
 * every program asked for and none run, and drops the network. Another job may be waiting meanwhile, as long as no
 * message is let in before this has returned: nothing in it waits for more than promises already kept.
 *
 * TF.js compiles a pipeline where it is first used, and the device's queue waits; asked for beforehand, the browser
 * compiles it in threads of its own while the other job's steps go on.
 */
export async function rehearse(job: TrainingJob, train: Resident, validation: Resident): Promise<void> {
  const flags = tf.env();
  flags.set(COMPILE_ONLY, true);
  try {
    await freeing('rehearsal', async () => {
      const network = await buildNetwork(job);
      const optimizer = makeOptimizer(job.training, network.variables);
      const { batchSize } = planTraining(job.training, train.count);
      const rows = new BatchOrder(train.count, job.seed).next(batchSize);
      takeStep(network, optimizer, train, rows, job.training.learningRate).loss.dispose();
      sumsOf(network, validation, 0);
      optimizer.dispose();
      network.dispose();
    });
  } catch {
    // The job itself will fail in the same way and say why.
  } finally {
    flags.set(COMPILE_ONLY, false);
    takeInLate(tf.backend() as unknown as Compiling);
  }
}

const COMPILE_ONLY = 'WEBGPU_ENGINE_COMPILE_ONLY';

/** What TF.js's types leave out of its WebGPU backend. */
interface Compiling {
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
}

/**
 * Takes the pipelines out that are not compiled yet, and puts each in when it is: TF.js refuses to run a program whose
 * pipeline is still a promise, and the job that is under way may need the same one.
 */
function takeInLate({ pipelineCache }: Compiling): void {
  for (const [key, pending] of Object.entries(pipelineCache)) {
    if (!(pending instanceof Promise)) continue;
    Reflect.deleteProperty(pipelineCache, key);
    pending.then(
      (pipeline) => (pipelineCache[key] ??= pipeline),
      // Refused; the job will hear of it when it compiles it itself.
      () => {},
    );
  }
}
