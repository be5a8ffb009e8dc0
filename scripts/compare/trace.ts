/** What a search leaves behind for the comparison: of each candidate when it was done and what it was worth. */
import type { Outcome } from '../../src/search/domain.ts';
import type { RunSnapshot } from '../../src/search/run/fold.ts';
import { waitShare } from '../../src/search/run/waiting.ts';

export interface Tried {
  readonly kind: Outcome['kind'];
  /** Since the search began. */
  readonly seconds: number;
  /** Of those that scored: validation accuracy 0-1 and loss, size, measures, and the program. */
  readonly score?: {
    readonly accuracy: number;
    readonly loss: number;
    readonly params: number;
    readonly flops: number;
    readonly widthToDepth: number;
    readonly source: string;
  };
  readonly wasSeed?: true;
}

/** One search. Plain data, a line of JSON. */
export interface Trace {
  readonly method: string;
  readonly seed: number;
  /** In the order asked. */
  readonly tried: readonly Tried[];
  readonly seconds: number;
  /** Share of the wall time in which trainers waited for something to train. */
  readonly waiting: number;
  /** Candidates that a language model wrote. */
  readonly written: number;
}

/** @throws when the search was not undisturbed, since its figures would then not be its own */
export function traceOf(method: string, run: RunSnapshot): Trace {
  const { spec, candidates, end, notices } = run;
  if (!spec || !end || end.reason === 'failed')
    throw new Error(`The search did not end well: ${end?.message}`);
  const warning = notices.find(({ level }) => level === 'warning');
  if (warning) throw new Error(`The search was not undisturbed: ${warning.message}`);
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

/** The best accuracy found among the first so many, networks that were given apart; 0 before any scored. */
export const bestAfter = ({ tried }: Trace, evaluations: number): number => best(tried.slice(0, evaluations));

/** The best accuracy that was known by then. */
export const bestWithin = ({ tried }: Trace, seconds: number): number =>
  best(tried.filter((each) => each.seconds <= seconds));

const best = (tried: readonly Tried[]): number =>
  Math.max(0, ...tried.map(({ score, wasSeed }) => (wasSeed ? 0 : (score?.accuracy ?? 0))));

/** Of the first so many, 0-1. */
export const shareOf = ({ tried }: Trace, kind: Outcome['kind'], evaluations: number): number => {
  const first = tried.slice(0, evaluations);
  return first.filter((each) => each.kind === kind).length / first.length;
};
