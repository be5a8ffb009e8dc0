import type { RunSnapshot, RunStatus } from '../run/fold.ts';
import type { RunSpec } from '../spec/spec.ts';

/** What is said of a kept run without reading its events. */
export interface RunSummary {
  /** As it stood last. */
  readonly spec: RunSpec;
  readonly status: Exclude<RunStatus, 'idle'>;
  /** Candidates of the search arm that were done with, whatever became of them. */
  readonly done: number;
  /** Best validation accuracy of the search arm, 0–1; absent while nothing is scored. */
  readonly best?: number;
  /** The same of the random baseline beside it. */
  readonly baselineBest?: number;
  /** The best so far, 0–1, after evenly spaced candidates of the search arm, the last among them; for a small picture. */
  readonly trace: readonly number[];
  /** Time of the newest event, in milliseconds since the run began. */
  readonly at: number;
}

/** More than a picture as wide as a thumb can show. */
const TRACE_POINTS = 40;

/** @returns undefined when the run has not begun */
export function summarise({ spec, status, candidates, at }: RunSnapshot): RunSummary | undefined {
  if (!spec || status === 'idle') return undefined;
  const done = candidates.filter(({ candidate, outcome }) => candidate.arm === 'search' && outcome);
  let best = 0;
  const bests = done.map(({ outcome }) =>
    outcome?.kind === 'scored' ? (best = Math.max(best, outcome.valAccuracy)) : best,
  );
  const isScored = done.some(({ outcome }) => outcome?.kind === 'scored');
  const rivals = candidates.flatMap(({ candidate, outcome }) =>
    candidate.arm === 'baseline' && outcome?.kind === 'scored' ? [outcome.valAccuracy] : [],
  );
  return {
    spec,
    status,
    done: done.length,
    ...(isScored && { best }),
    ...(rivals.length > 0 && { baselineBest: rivals.reduce((most, each) => Math.max(most, each)) }),
    trace: thinned(bests),
    at,
  };
}

function thinned(values: readonly number[]): readonly number[] {
  if (values.length <= TRACE_POINTS) return values;
  const step = (values.length - 1) / (TRACE_POINTS - 1);
  return Array.from({ length: TRACE_POINTS }, (_, i) => values[Math.round(i * step)] ?? 0);
}
