/** What both sides on TF.js have in common: ours and the stock one differ in how they start and how they step. */
import * as tf from '@tensorflow/tfjs-core';
import { BatchOrder } from '../../../src/workers/trainer/batches.ts';
import type { Batch, NetName } from '../names.ts';
import { type TimedNet, TIMED } from '../nets.ts';
import { EXAMPLES } from './data.ts';
import { countStep, profileSteps } from './counting.ts';
import type { TfSide } from './side.ts';

/** A network with its optimiser and data. */
export interface Stepper {
  readonly parameters: number;
  /** One step on the examples of these indices. @returns the loss before it, to be disposed of */
  step(indices: Int32Array, learningRate: number): tf.Scalar;
  dispose(): void;
}

/** So low that weights hardly move: numbers near zero, which learning would bring, have other speeds. */
const LEARNING_RATE = 1e-4;

export const SEED = 5;

export function tfSide(start: () => Promise<void>, makeStepper: (net: TimedNet) => Promise<Stepper>): TfSide {
  let current: { readonly stepper: Stepper; readonly order: BatchOrder; readonly batch: number } | undefined;

  async function make(net: NetName, batch: Batch) {
    current?.stepper.dispose();
    current = undefined;
    const definition = TIMED[net];
    if (!definition) throw new Error(`There is no network named ${net}.`);
    const made = definition();
    const stepper = await makeStepper(made);
    current = { stepper, order: new BatchOrder(EXAMPLES, SEED), batch };
    return stepper;
  }

  function take(learningRate = LEARNING_RATE): tf.Scalar {
    if (!current) throw new Error('No network is prepared.');
    return current.stepper.step(current.order.next(current.batch), learningRate);
  }

  async function steps(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const loss = take();
      if (i === count - 1) await loss.data();
      loss.dispose();
    }
  }

  async function time(count: number): Promise<number> {
    const begun = performance.now();
    await steps(count);
    return (performance.now() - begun) / count;
  }

  return {
    start,
    time,
    async prepare(net, batch) {
      const begun = performance.now();
      const { parameters } = await make(net, batch);
      await steps(1);
      return { parameters, firstMs: performance.now() - begun };
    },
    counts: () => countStep(() => steps(1)),
    profile: async (count) => profileSteps(() => take().dispose(), count),
    async losses(net, batch, count, learningRate) {
      await make(net, batch);
      const losses: number[] = [];
      for (let i = 0; i < count; i++) {
        const loss = take(learningRate);
        losses.push((await loss.data())[0] ?? NaN);
        loss.dispose();
      }
      return losses;
    },
  };
}
