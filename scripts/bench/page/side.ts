/** One library with one backend, in a worker of its own. */
import type { Batch, NetName } from '../names.ts';

export interface Prepared {
  /** Weights that the optimiser moves. */
  readonly parameters: number;
  /** Milliseconds of the first step, compilation included. */
  readonly firstMs: number;
}

export interface Counts {
  /** Kernels of TF.js run in a step; null where the library has no such thing. */
  readonly kernels: number | null;
  /** Compute dispatches put to the GPU in a step; null where there is no GPU. */
  readonly dispatches: number | null;
}

export interface KernelShare {
  readonly kernel: string;
  /** Per step. */
  readonly calls: number;
  /** Per step, without the kernels that it calls itself. */
  readonly ms: number;
}

export interface Profile {
  /** Milliseconds of a step, the clock's readings about each kernel included. */
  readonly stepMs: number;
  readonly kernels: readonly KernelShare[];
}

export interface Side {
  /** Readies the library. @throws with a sentence when it cannot run here */
  start(): Promise<void>;
  /** Builds a network from fresh weights, in place of the one before, and takes a first step. */
  prepare(net: NetName, batch: Batch): Promise<Prepared>;
  /** @returns milliseconds per step over so many steps, with one wait for the results at the end */
  time(steps: number): Promise<number>;
  counts(): Promise<Counts>;
}

/** What only a side on TF.js can tell. */
export interface TfSide extends Side {
  profile(steps: number): Promise<Profile>;
  /** Loss of each of the first steps of a fresh network, each taken before its step. */
  losses(net: NetName, batch: Batch, steps: number, learningRate: number): Promise<number[]>;
}
