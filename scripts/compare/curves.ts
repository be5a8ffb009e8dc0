/** Best-so-far of several searches, as a mean with its interval, along evaluations or time. */
import { type Estimate, estimate } from '../bench/operators/interval.ts';
import { type Trace, bestAfter, bestWithin } from './trace.ts';

export interface Point extends Estimate {
  readonly x: number;
}

/** From the first evaluation on to as many as every search has. */
export function alongEvaluations(traces: readonly Trace[], evaluations: number): readonly Point[] {
  return Array.from({ length: evaluations }, (_, i) => ({
    x: i + 1,
    ...estimate(traces.map((trace) => bestAfter(trace, i + 1))),
  }));
}

/** Places along the time axis. */
const PLACES = 100;

/** Up to where the first of the searches ends. */
export function alongTime(traces: readonly Trace[]): readonly Point[] {
  const last = Math.min(...traces.map(({ seconds }) => seconds));
  return Array.from({ length: PLACES }, (_, i) => {
    const x = (last * (i + 1)) / PLACES;
    return { x, ...estimate(traces.map((trace) => bestWithin(trace, x))) };
  });
}
