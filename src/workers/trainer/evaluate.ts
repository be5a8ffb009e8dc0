import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from './loss.ts';
import type { Network } from './network.ts';
import type { Pace } from './pace.ts';
import type { Resident } from './resident.ts';

/** Large, since no activations are kept; bounded, so that a wide network still fits. */
const BATCH = 512;

/** What can be scored. */
type Scored = Pick<Network, 'logits'>;

export interface Figures {
  /** Mean cross-entropy in nats, without regularisers. */
  readonly loss: number;
  /** 0–1 */
  readonly accuracy: number;
}

/** Loss and accuracy over all examples, with dropout off and the moving statistics of batch normalisation. */
export async function evaluate(network: Scored, examples: Resident, pace: Pace): Promise<Figures> {
  let sums = tf.zeros([2]);
  for (let from = 0; from < examples.count; from += BATCH) {
    const earlier = sums;
    sums = tf.tidy(() => tf.add(earlier, sumsOf(network, examples, from)));
    earlier.dispose();
    await pace.afterStep(sums);
  }
  const [loss = NaN, hits = NaN] = await pace.look(sums);
  sums.dispose();
  return { loss: loss / examples.count, accuracy: hits / examples.count };
}

/** Sum of the losses and number of hits among the examples of one batch, [2]. */
export function sumsOf(network: Scored, examples: Resident, from: number): tf.Tensor {
  const size = Math.min(BATCH, examples.count - from);
  const part = <T extends tf.Tensor>(tensor: T): T =>
    size === examples.count ? tensor : tf.slice(tensor, from, size);
  return tf.tidy(() => {
    const logits = network.logits(part(examples.x), false);
    const hits = tf.equal(tf.cast(tf.argMax(logits, 1), 'int32'), part(examples.classes));
    return tf.stack([
      tf.mul(crossEntropy(part(examples.labels), logits), size),
      tf.sum(tf.cast(hits, 'float32')),
    ]);
  });
}
