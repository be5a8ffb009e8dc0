/** Which candidates of a run a model can learn from. Apart from the lessons themselves, since the page counts them. */
import type { Candidate, CandidateId, Outcome } from '../domain.ts';

/** Candidates to learn from, below which it is learning by heart. */
export const FEWEST_LESSONS = 8;

/** What is known of candidate `id`, at index `id - 1`. */
export type Known = { readonly candidate: Candidate; readonly outcome?: Outcome };
export type Scored = {
  readonly candidate: Candidate;
  readonly outcome: Extract<Outcome, { kind: 'scored' }>;
};

/**
 * Those that scored and are nobody's parent, of the search's own arm: the baseline is there to be beaten on the same
 * budget, and what it found is not the search's to use.
 */
export function lessonCandidates(records: readonly Known[]): readonly Scored[] {
  const selected = new Set(records.flatMap(({ candidate }) => parentsOf(candidate)));
  return records
    .filter(isScored)
    .filter(({ candidate: { arm, id } }) => arm === 'search' && !selected.has(id));
}

export const isScored = (record: Known): record is Scored => record.outcome?.kind === 'scored';

export function parentsOf({ origin }: Candidate): readonly CandidateId[] {
  if (origin.kind === 'mutated') return [origin.parent];
  return 'parents' in origin ? origin.parents : [];
}
