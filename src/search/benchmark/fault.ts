import type { Told } from '../told/told.ts';

/** Why a file is not the benchmark that this page can read. */
export interface BenchmarkFault {
  readonly kind:
    | 'foreign' // something else altogether
    | 'version' // a benchmark, laid out as another version of the page has it
    | 'card' // what it says of itself lacks a field or has a wrong one
    | 'length' // too few or too many bytes for what it says it holds
    | 'hash' // changed since it was made
    | 'networks' // networks that the space does not have, or one twice
    | 'pair'; // figures of another table than the one they are to go with
  /** Names the fault and the mend. */
  readonly message: Told;
}
