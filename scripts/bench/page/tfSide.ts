/** What both sides on TF.js have in common: ours and the stock one differ in how they start and how they step. */
import * as tf from '@tensorflow/tfjs-core';
import { BatchOrder } from '../../../src/workers/trainer/batches.ts';
import { type Resident, makeResident } from '../../../src/workers/trainer/resident.ts';
import type { Batch, NetName } from '../names.ts';
import { type TimedNet, TIMED } from '../nets.ts';
import { CLASS_NAMES, EXAMPLES, noise } from './data.ts';
import { countStep, profileSteps } from './counting.ts';
import type { TfSide } from './side.ts';

/** A network with its optimiser. */
export interface Stepper {
  /** That the optimiser moves. */
  readonly variables: readonly tf.Variable[];
  /** One step on the examples of these indices. @returns the loss before it, to be disposed of */
  step(indices: Int32Array, learningRate: number): tf.Scalar;
  dispose(): void;
}

/** So low that weights hardly move: numbers near zero, which learning would bring, have other speeds. */
const LEARNING_RATE = 1e-4;

export const SEED = 5;

export function tfSide(
  start: () => Promise<void>,
  makeStepper: (net: TimedNet, data: Resident) => Promise<Stepper>,
): TfSide {
  let current:
    | {
        readonly stepper: Stepper;
        readonly data: Resident;
        readonly order: BatchOrder;
        readonly batch: number;
      }
    | undefined;

  async function make(net: NetName, batch: Batch) {
    if (current) {
      current.stepper.dispose();
      current.data.dispose();
      tf.disposeVariables();
      current = undefined;
    }
    const definition = TIMED[net];
    if (!definition) throw new Error(`There is no network named ${net}.`);
    const made = definition();
    const data = makeResident(
      { inputShape: made.inputShape, classNames: CLASS_NAMES },
      noise(made.inputShape),
    );
    const stepper = await makeStepper(made, data);
    current = { stepper, data, order: new BatchOrder(EXAMPLES, SEED), batch };
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
      const { variables } = await make(net, batch);
      await steps(1);
      const parameters = variables.reduce((sum, { size }) => sum + size, 0);
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
