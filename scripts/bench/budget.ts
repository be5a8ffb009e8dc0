/** How the time for the training steps is shared out. */
import type { Batch } from './names.ts';
import type { Pair } from './statistics.ts';
import type { Turns } from './turns.ts';

const REQUIRED: Turns = { rounds: 7, runMs: 150 };
const OPTIONAL: Turns = { rounds: 5, runMs: 80 };
const HURRIED: Turns = { rounds: 5, runMs: 40 };

/** Seconds that a required comparison takes when nothing hurries, warming up included. */
const USUAL_SECONDS = 6;

/**
 * @param left seconds, for all that is still to be done
 * @param requiredLeft comparisons that have to be made in them, this one included
 */
export function turnsFor(required: boolean, left: number, requiredLeft: number): Turns {
  if (!required) return OPTIONAL;
  return left / requiredLeft >= USUAL_SECONDS ? REQUIRED : HURRIED;
}

/** Milliseconds of a step with a batch of that size, from those with a smaller one: more at most than it will be. */
export const scaled = (known: { readonly batch: Batch; readonly ms: number }, batch: Batch): number =>
  known.ms * Math.max(1, batch / known.batch);

/** Seconds to build networks and warm up with, at the least. */
const START_SECONDS = 1;

/** Least seconds that a comparison takes: eight steps of each, for a first one, for warming up and for five runs. */
export const leastSeconds = ({ ours, peer }: Pair): number => START_SECONDS + (8 * (ours + peer)) / 1000;
