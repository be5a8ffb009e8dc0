/** What is recorded of a network, one line of JSON each. */
import type { CurvePoint, FailureReason } from '../../src/search/domain.ts';
import type { Probe } from '../../src/search/estimators/proxies.ts';

/** A training with one seed. */
export interface Training {
  readonly seed: number;
  /** A point at the end of each pass over the training data, of as many as were made. */
  readonly curve: readonly CurvePoint[];
  /** Milliseconds of each pass's steps, without the evaluations between. */
  readonly passMs: readonly number[];
  /** Milliseconds of building the network and the first step. */
  readonly buildMs?: number;
  /** Milliseconds of one evaluation on the validation split, the least of all. */
  readonly evaluationMs?: number;
  /** After the last step, of the weights that the last point of the curve is of. */
  readonly test?: { readonly accuracy: number; readonly loss: number };
  /** Why it did not come to its end. */
  readonly failure?: { readonly reason: FailureReason; readonly message: string };
}

export interface NetworkRecord {
  readonly key: string;
  readonly genotype: readonly number[];
  readonly hash: string;
  readonly params: number;
  readonly flops: number;
  /** With the weights of the first training before its first step, and on its first batch. */
  readonly probe: Probe;
  readonly trainings: readonly Training[];
  /** When it was done, ISO 8601. */
  readonly at: string;
}
