/** Why the training of a network failed. */
import * as v from 'valibot';
import { workerLossSchema } from '../told/workerLoss.ts';

const says = v.string();

/** `says` is what a third party told of it: the browser, its GPU, TensorFlow.js. */
export const trainingFactSchema = v.variant('kind', [
  v.object({ kind: v.literal('loss-not-finite') }),
  v.object({ kind: v.literal('out-of-memory') }),
  v.object({ kind: v.literal('gpu-out-of-memory') }),
  v.object({ kind: v.literal('gpu-lost'), says: v.exactOptional(says) }),
  v.object({ kind: v.literal('gpu-refused'), says }),
  v.object({ kind: v.literal('wasm-crashed'), says }),
  v.object({ kind: v.literal('tfjs-failed'), says }),
  v.object({ kind: v.literal('no-weights') }),
  /** Two trainers in a row went down over it, the second as it says; in words in runs that were kept long ago. */
  v.object({ kind: v.literal('lost-twice'), says: v.union([says, workerLossSchema]) }),
  /** A bug. */
  v.object({ kind: v.literal('broke'), says }),
]);

export type TrainingFact = v.InferOutput<typeof trainingFactSchema>;
