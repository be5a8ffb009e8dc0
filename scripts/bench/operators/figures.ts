import type { RunSnapshot } from '../../../src/search/run/fold.ts';
import { waitShare } from '../../../src/search/run/waiting.ts';
import type { StrategyId } from '../../../src/search/spec/spec.ts';
import { english } from '../../../src/search/told/english.ts';
import { mean } from '../statistics.ts';

/** What one search came to, as `--json` prints it. */
export interface OperatorRow {
  readonly strategy: StrategyId;
  readonly seed: number;
  readonly proposals: number;
  /** Of the best scored candidate, 0-1. */
  readonly bestAccuracy: number;
  /** Mean validation accuracy over all scored candidates, 0-1. */
  readonly meanAccuracy: number;
  /** The same without the first population, which is drawn at random and the same for all strategies; null when nothing came after it. */
  readonly laterAccuracy: number | null;
  /** Shares of the proposals, 0-1: no program or none that builds a network; a network that was proposed before. */
  readonly rejected: number;
  readonly duplicates: number;
  /** Proposals that a language model wrote. */
  readonly written: number;
  /** Of wall time, in which trainers waited for something to train, 0-1. */
  readonly waitShare: number;
  readonly minutes: number;
}

/**
 * @param firstPopulation proposals that every strategy draws at random before it begins to choose
 * @throws when the search scored nothing, or its model was away, since the figures would then not be its own
 */
export function figuresOf(run: RunSnapshot, firstPopulation: number): OperatorRow {
  const { spec, candidates, end, notices } = run;
  if (!spec || !end) throw new Error('The search did not end.');
  const warning = notices.find(({ level }) => level === 'warning');
  if (warning) throw new Error(`The search was not undisturbed: ${english(warning.message)}`);
  const scored = candidates.flatMap(({ candidate: { id }, outcome }) =>
    outcome?.kind === 'scored' ? [{ id, accuracy: outcome.valAccuracy }] : [],
  );
  if (scored.length === 0) throw new Error('The search scored nothing.');
  const accuracies = scored.map(({ accuracy }) => accuracy);
  const later = scored.filter(({ id }) => id > firstPopulation).map(({ accuracy }) => accuracy);
  const share = (kind: 'rejected' | 'duplicate') =>
    candidates.filter(({ outcome }) => outcome?.kind === kind).length / candidates.length;
  return {
    strategy: spec.strategy.id,
    seed: spec.seed,
    proposals: candidates.length,
    bestAccuracy: Math.max(...accuracies),
    meanAccuracy: mean(accuracies),
    laterAccuracy: later.length > 0 ? mean(later) : null,
    rejected: share('rejected'),
    duplicates: share('duplicate'),
    written: candidates.filter(({ candidate }) => candidate.origin.kind === 'written').length,
    waitShare: waitShare(run) ?? 0,
    minutes: end.at / 60_000,
  };
}
