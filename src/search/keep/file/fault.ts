import type { RunEvent } from '../../domain.ts';
import type { Said } from '../../told/told.ts';

/** Why a file is not a run that can be opened here. */
export type FileFault =
  /** Some other file. */
  | { readonly kind: 'not-a-run' }
  /** Of another version of this page. */
  | { readonly kind: 'version'; readonly version: number }
  /** Its end is missing. */
  | { readonly kind: 'truncated' }
  /** Its bytes are not those that were saved. */
  | { readonly kind: 'damaged' }
  /** It would take more memory than a run may. */
  | { readonly kind: 'too-big' }
  /** It holds more than `most` of what the page lists: candidates, points of a curve, notes; or of events in all. */
  | { readonly kind: 'too-long'; readonly of: 'events' | RunEvent['kind']; readonly most: number }
  /** It is whole, and yet what it says is no run. `line` is 1 for the first of the unpacked text. */
  | { readonly kind: 'no-sense'; readonly line: number; readonly message: Said };
