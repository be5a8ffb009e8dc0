import type { RunEvent } from '../search/domain.ts';
import type { RunStatus } from '../search/run/fold.ts';
import type { RunSpec } from '../search/spec/spec.ts';

/** The page as scripts see it: `globalThis.nasPlayground`, also from the console. */
export interface NasPlayground {
  /** What the form says, with all defaults filled in. */
  spec(): RunSpec;
  /** The event list of the run so far, from index `from` on; plain data. */
  events(from?: number): RunEvent[];
  /** `idle` until the first event of a run is there. */
  status(): RunStatus;
  /**
   * Starts a run from the form, or from `spec`, which is then put into the form. Missing fields take their defaults.
   * Resolves when the run has ended. Rejects with a sentence when it cannot begin.
   */
  start(spec?: unknown): Promise<void>;
  /** Cancels what is in training and ends the run. */
  stop(): Promise<void>;
}

declare global {
  var nasPlayground: NasPlayground;
}
