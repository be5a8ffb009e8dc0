/** Two sides timed turn by turn. */
import type { Side } from './page/side.ts';
import type { Pair } from './statistics.ts';

type Timed = Pick<Side, 'time'>;

export interface Turns {
  /** At least 5. */
  readonly rounds: number;
  /** Milliseconds that a run should take; one of slow steps takes longer. */
  readonly runMs: number;
}

const MOST_STEPS = 200;

/** How many steps make a run of about that length: several, unless one alone is over a second. */
export const stepsFor = (stepMs: number, runMs: number): number =>
  Math.min(MOST_STEPS, Math.max(stepMs > 1000 ? 1 : 2, Math.round(runMs / stepMs)));

/**
 * Runs a side until its code is compiled and its caches are full, unless its steps are slow anyway.
 *
 * @param firstMs of a step that was taken already
 * @returns milliseconds per step, roughly
 */
export async function warmUp(side: Timed, firstMs: number, warmMs: number): Promise<number> {
  const steps = Math.min(MOST_STEPS, Math.floor(warmMs / Math.max(firstMs, 0.1)));
  return steps >= 1 ? side.time(steps) : firstMs;
}

/** Runs of both, one after the other, so that what else the machine does falls on both. */
export async function takeTurns(
  ours: Timed,
  peer: Timed,
  stepMs: Pair,
  { rounds, runMs }: Turns,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round++) {
    pairs.push({
      ours: await ours.time(stepsFor(stepMs.ours, runMs)),
      peer: await peer.time(stepsFor(stepMs.peer, runMs)),
    });
  }
  return pairs;
}
