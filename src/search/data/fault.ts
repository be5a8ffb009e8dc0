import type { Told } from '../told/told.ts';

/** Why a dataset cannot be had. */
export interface DatasetFault {
  readonly kind:
    | 'parameters' // the generator's parameters or the chosen classes contradict each other
    | 'network' // no answer at all
    | 'missing' // the server has no such file
    | 'not-json' // the manifest is something else
    | 'fields' // the manifest lacks a field or has a wrong one
    | 'hash' // the file is not the one the manifest describes
    | 'length' // too few or too many bytes for the counts given
    | 'label'; // a class index beyond the classes
  /** Names the fault and, where one exists, the mend. */
  readonly message: Told;
}
