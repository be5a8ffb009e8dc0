/** What the searches of one method came to, over its seeds. */
import { type Estimate, estimate, estimateDifference } from '../../src/search/compare/interval.ts';
import { bestAfter, bestWithin } from '../../src/search/compare/trace.ts';
import type { Method } from './methods.ts';
import type { Trace } from './trace.ts';

/** In the order of their seeds. */
export const tracesOf = (traces: readonly Trace[], method: string): readonly Trace[] =>
  traces.filter((trace) => trace.method === method).toSorted((a, b) => a.seed - b.seed);

export interface Comparison {
  readonly method: Method;
  readonly searches: number;
  /** Best validation accuracy after as many evaluations as every search has. */
  readonly best: Estimate;
  /** The same less the rival's, seed by seed, at equal evaluations and at the time that the method took. */
  readonly against: Readonly<Record<string, { readonly evaluations: Estimate; readonly time: Estimate }>>;
}

/** @param rivals those that ran at least as long as every other on the same seed */
export function compare(
  traces: readonly Trace[],
  method: Method,
  rivals: readonly Method[],
  evaluations: number,
): Comparison | undefined {
  const ours = tracesOf(traces, method.id);
  if (ours.length === 0) return undefined;
  const bests = ours.map((trace) => bestAfter(trace, evaluations));
  const against = Object.fromEntries(
    rivals
      .filter(({ id }) => id !== method.id)
      .flatMap(({ id }) => {
        const theirs = ours.flatMap(
          ({ seed }) => traces.find((t) => t.method === id && t.seed === seed) ?? [],
        );
        if (theirs.length !== ours.length) return [];
        return [
          [
            id,
            {
              evaluations: estimateDifference(
                bests,
                theirs.map((trace) => bestAfter(trace, evaluations)),
              ),
              time: estimateDifference(
                ours.map((trace) => bestWithin(trace, trace.seconds)),
                theirs.map((trace, i) => bestWithin(trace, ours[i]?.seconds ?? 0)),
              ),
            },
          ] as const,
        ];
      }),
  );
  return { method, searches: ours.length, best: estimate(bests), against };
}
