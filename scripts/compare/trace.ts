/** What a search leaves behind for the comparison: of each candidate when it was done and what it was worth. */
import type { Searched, Tried as Candidate } from '../../src/search/compare/trace.ts';
import type { RunSnapshot } from '../../src/search/run/fold.ts';
import { waitShare } from '../../src/search/run/waiting.ts';
import { english } from '../../src/search/told/english.ts';

export interface Tried extends Candidate {
  /** Of those that scored: validation accuracy 0-1 and loss, size, measures, and the program. */
  readonly score?: {
    readonly accuracy: number;
    readonly loss: number;
    readonly params: number;
    readonly flops: number;
    readonly widthToDepth: number;
    readonly source: string;
  };
}

/** One search. Plain data, a line of JSON. */
export interface Trace extends Searched {
  readonly method: string;
  readonly seed: number;
  readonly tried: readonly Tried[];
  /** Share of the wall time in which trainers waited for something to train. */
  readonly waiting: number;
  /** Candidates that a language model wrote. */
  readonly written: number;
}

/** @throws when the search was not undisturbed, since its figures would then not be its own */
export function traceOf(method: string, run: RunSnapshot): Trace {
  const { spec, candidates, end, notices } = run;
  if (!spec || !end || end.reason === 'failed')
    throw new Error(`The search did not end well: ${english(end?.message ?? '')}`);
  const warning = notices.find(({ level }) => level === 'warning');
  if (warning) throw new Error(`The search was not undisturbed: ${english(warning.message)}`);
  return {
    method,
    seed: spec.seed,
    tried: candidates.flatMap(({ candidate, outcome, architecture, finishedAt }): Tried[] => {
      if (!outcome || finishedAt === undefined || outcome.kind === 'cancelled') return [];
      const tried = { kind: outcome.kind, seconds: finishedAt / 1000 };
      if (outcome.kind !== 'scored' || !architecture) return [tried];
      const { valAccuracy: accuracy, valLoss: loss, params, flops } = outcome;
      const { widthToDepth } = architecture;
      return [
        {
          ...tried,
          score: { accuracy, loss, params, flops, widthToDepth, source: candidate.source },
          ...(candidate.origin.kind === 'seed' && { wasSeed: true }),
        },
      ];
    }),
    seconds: end.at / 1000,
    waiting: waitShare(run) ?? 0,
    written: candidates.filter(({ candidate: { origin } }) => origin.kind === 'written').length,
  };
}
