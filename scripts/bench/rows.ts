import type { BackendName } from '../../src/search/domain.ts';
import type { Batch, NetName, PeerName } from './names.ts';

/**
 * One comparison, as `--json` prints it. Times are milliseconds per training step; they and the ratio are null where
 * steps on a GPU were counted and there was no time to time them.
 */
export interface TrainRow {
  readonly net: NetName;
  readonly backend: BackendName;
  readonly batch: Batch;
  readonly peer: PeerName;
  readonly oursMs: number | null;
  readonly peerMs: number | null;
  /** Median of the paired runs' ratios, ours by the peer's: below 1, ours is faster. */
  readonly ratio: number | null;
  /** Kernels of TF.js in a step of ours. */
  readonly kernelsPerStep: number;
  /** GPU dispatches in a step of ours; null but on webgpu. */
  readonly dispatchesPerStep: number | null;
}

/** What the tables show beside it. */
export interface MeasuredRow extends TrainRow {
  readonly peerKernels: number | null;
  readonly peerDispatches: number | null;
}

export function trainRow({ net, backend, batch, peer, ...rest }: MeasuredRow): TrainRow {
  const { oursMs, peerMs, ratio, kernelsPerStep, dispatchesPerStep } = rest;
  return { net, backend, batch, peer, oursMs, peerMs, ratio, kernelsPerStep, dispatchesPerStep };
}

export interface SearchRow {
  readonly workers: number;
  /** Median over the searches, of scored candidates per minute of search. */
  readonly candidatesPerMinute: number;
  /** Of the searches with one worker on the same seed: median of the pairs' ratios. */
  readonly againstOne: number;
  /** Most that all the browser's processes held at once, shared pages counted once; null but on Linux. */
  readonly peakMegabytes: number | null;
}
