import * as tf from '@tensorflow/tfjs-core';
import type { TrainingJob } from '../../search/ports.ts';
import { BatchOrder } from './batches.ts';
import { Ending } from './ending.ts';
import { type Network, buildNetwork } from './network.ts';
import { makeOptimizer } from './optimizer/optimizer.ts';
import type { Pace } from './pace.ts';
import { planTraining } from './plan.ts';
import type { Resident } from './resident.ts';
import { takeStep } from './step.ts';

/** What is known of the training when a pass over the data is done. */
export interface Passed {
  readonly network: Network;
  readonly epoch: number;
  readonly step: number;
  /** Mean cross-entropy of the pass's batches, each taken before its step. */
  readonly trainLoss: number;
  readonly last: boolean;
}

export interface FitReport {
  readonly steps: number;
  readonly epochs: number;
  readonly buildMs: number;
  readonly trainMs: number;
  /**
   * Bytes of the first step when its backward pass began, and of one gradient per weight. An estimate: temporary
   * results inside a layer's forward or backward pass come and go unseen.
   */
  readonly peakBytes: number;
  /** As `Score.inherited`. */
  readonly inherited?: number;
  /** As `Score.morphGap`. */
  readonly morphGap?: number;
}

/** What a network began with. */
export type Begun = Pick<FitReport, 'inherited' | 'morphGap'>;

/**
 * Builds a network and trains it. Seeds fix weights, batches and dropout, so that equal jobs give equal numbers on
 * backends whose arithmetic is fixed (wasm, cpu).
 *
 * @param onEpoch called after each pass over the data and after the last step; training waits for it
 * @param begin gives the network weights to begin with, in the place of some that were drawn
 * @throws Ending when the job is cancelled or the loss is no longer finite; whatever TF.js throws
 */
export async function fit(
  job: TrainingJob,
  data: Resident,
  pace: Pace,
  onEpoch: (passed: Passed) => Promise<void>,
  begin?: (network: Network) => Promise<Begun>,
): Promise<FitReport> {
  const start = performance.now();
  const network = await buildNetwork(job);
  try {
    const begun = await begin?.(network);
    const report = await fitNetwork(network, job, data, pace, start, onEpoch);
    return { ...report, ...begun };
  } finally {
    network.dispose();
  }
}

async function fitNetwork(
  network: Network,
  job: TrainingJob,
  data: Resident,
  pace: Pace,
  start: number,
  onEpoch: (passed: Passed) => Promise<void>,
): Promise<FitReport> {
  if (network.variables.length === 0) {
    throw new Ending({ kind: 'failed', reason: 'error', message: { kind: 'no-weights' } });
  }
  const plan = planTraining(job.training, data.count);
  const order = new BatchOrder(data.count, job.seed);
  const optimizer = makeOptimizer(job.training, network.variables);
  let sum = tf.scalar(0);
  let stepsInSum = 0;
  let buildMs = 0;
  let peakBytes = 0;

  for (let step = 1; step <= plan.steps; step++) {
    const taken = takeStep(network, optimizer, data, order.next(plan.batchSize), plan.learningRate(step));
    sum = replace(sum, tf.add(sum, taken.loss));
    taken.loss.dispose();
    stepsInSum += 1;
    if (step === 1) {
      await pace.look(sum);
      buildMs = performance.now() - start;
      peakBytes = taken.bytes + network.variables.reduce((bytes, { size }) => bytes + 4 * size, 0);
    } else {
      await pace.afterStep(sum);
    }
    if (plan.endsEpoch(step)) {
      const [total = NaN] = await pace.look(sum);
      await onEpoch({
        network,
        epoch: plan.epochOf(step),
        step,
        trainLoss: total / stepsInSum,
        last: step === plan.steps,
      });
      sum = replace(sum, tf.scalar(0));
      stepsInSum = 0;
    }
  }
  sum.dispose();
  optimizer.dispose();
  return {
    steps: plan.steps,
    epochs: plan.epochOf(plan.steps),
    buildMs,
    trainMs: performance.now() - start - buildMs,
    peakBytes,
  };
}

function replace<T extends tf.Tensor>(old: T, next: T): T {
  old.dispose();
  return next;
}
