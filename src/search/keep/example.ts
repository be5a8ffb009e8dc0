import type { RunSummary } from './summary.ts';

/** A recorded run that is shipped with the page, as `recordings.json` says, which is built into it. */
export interface ExampleRun {
  /** In the folder `examples`. */
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly summary: RunSummary;
}
