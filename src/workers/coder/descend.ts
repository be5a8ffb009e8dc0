import * as tf from '@tensorflow/tfjs-core';
import { nextTask } from '../nextTask.ts';
import { makeOptimizer } from '../trainer/optimizer/optimizer.ts';

/** The loss is no longer a number. */
export class Diverged extends Error {
  override readonly name = 'Diverged';
}

export interface Descended<Batch> {
  /** 1 for the first. */
  readonly step: number;
  /** Before the step. */
  readonly loss: number;
  readonly batch: Batch;
  readonly ms: number;
}

/**
 * Adam (Kingma and Ba 2015) on one batch after another; lets waiting messages in after each step. No decay pulls the
 * weights to nought.
 *
 * @param ready lays a batch out on the backend and gives its loss, which keeps what it was laid out as for the backward pass
 * @throws Diverged; the signal's reason when it fires
 */
export async function descend<Batch>(
  variables: readonly tf.Variable[],
  batches: Iterator<Batch, never>,
  ready: (batch: Batch) => () => tf.Scalar,
  { steps, learningRate }: { readonly steps: number; readonly learningRate: number },
  onStep: (step: Descended<Batch>) => void,
  signal: AbortSignal,
): Promise<void> {
  const optimizer = makeOptimizer({ optimizer: 'adamw', weightDecay: 0, momentum: 0 }, variables);
  try {
    for (let step = 1; step <= steps; step++) {
      const start = performance.now();
      const batch = batches.next().value;
      const value = tf.tidy(() => {
        const gradients = tf.variableGrads(ready(batch), [...variables]);
        optimizer.step(gradients.grads, learningRate);
        return gradients.value;
      });
      const loss = await readLoss(value);
      onStep({ step, loss, batch, ms: performance.now() - start });
      await nextTask();
      signal.throwIfAborted();
    }
  } finally {
    optimizer.dispose();
  }
}

/** Reads a loss back and disposes of it. @throws Diverged */
export async function readLoss(value: tf.Scalar): Promise<number> {
  const [loss = NaN] = await value.data<'float32'>();
  value.dispose();
  if (!Number.isFinite(loss)) throw new Diverged('The loss is no longer a number.');
  return loss;
}
