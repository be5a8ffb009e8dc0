import type { Tensor } from '@tensorflow/tfjs-core';
import { nextTask } from '../nextTask.ts';
import { Ending, diverged } from './ending.ts';
import { gpuFault } from './gpuFaults.ts';

/** The longest that a job runs without looking up, as far as a single step allows. */
const INTERVAL_MS = 200;

/**
 * Lets a job look up now and then: to wait for the GPU, hear a cancel and see whether the loss is still a number.
 * A GPU takes work faster than it does it, so the number of steps between two looks follows how long they took.
 */
export class Pace {
  #cancelled = false;
  #steps = 0;
  #stepsPerLook = 1;
  #since = performance.now();

  cancel(): void {
    this.#cancelled = true;
  }

  /** Called after each step. @param loss a running sum of the losses, which stays non-finite once it is */
  async afterStep(loss: Tensor): Promise<void> {
    this.#steps += 1;
    if (this.#steps >= this.#stepsPerLook) await this.look(loss);
  }

  /** As `read`, of what must be finite. @throws Ending when it is not */
  async look(values: Tensor): Promise<Float32Array> {
    const read = await this.read(values);
    if (!read.every(Number.isFinite)) throw diverged();
    return read;
  }

  /** Waits for the backend, then for the messages of other threads. @throws Ending when the job is over */
  async read(values: Tensor): Promise<Float32Array> {
    const read = (await values.data()) as Float32Array;
    const elapsed = performance.now() - this.#since;
    this.#stepsPerLook = Math.max(
      1,
      Math.floor((INTERVAL_MS * Math.max(1, this.#steps)) / Math.max(1, elapsed)),
    );
    await nextTask();
    this.#steps = 0;
    this.#since = performance.now();
    if (this.#cancelled) throw new Ending({ kind: 'cancelled' });
    const fault = gpuFault();
    if (fault) throw new Ending({ kind: 'failed', ...fault });
    return read;
  }
}
