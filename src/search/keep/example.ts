import type { RunSummary } from './summary.ts';

/** A recorded run that is shipped with the page, as the index of the recordings says. */
export interface ExampleRun {
  /** In the index's folder. */
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly summary: RunSummary;
}
