/** Which candidates the table shows. */
import type { Arm, CandidateId, Origin } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { m } from '../messages/messages.js';
import { originWords, reasonOf, stageWords } from './words.ts';

export type OutcomeChoice =
  'scored' | 'rejected' | 'duplicate' | 'screened' | 'failed' | 'cancelled' | 'pending';

export interface Filter {
  readonly text: string;
  readonly outcome: OutcomeChoice | '';
  readonly arm: Arm | '';
  readonly origin: Origin['kind'] | '';
}

export const NO_FILTER: Filter = { text: '', outcome: '', arm: '', origin: '' };

export const OUTCOME_CHOICES: Readonly<Record<OutcomeChoice, () => string>> = {
  scored: m.views_filter_scored,
  rejected: m.views_fate_invalid,
  duplicate: m.views_fate_duplicate,
  screened: m.views_fate_screened,
  failed: m.views_fate_failed,
  cancelled: m.views_filter_cancelled,
  pending: m.views_filter_pending,
};

export const ORIGIN_CHOICES: Readonly<Record<Origin['kind'], () => string>> = {
  sampled: m.views_filter_sampled,
  seed: m.views_filter_seed,
  edited: m.steer_by_hand,
  mutated: m.views_filter_mutated,
  assembled: m.views_filter_assembled,
  chosen: m.views_filter_chosen,
  written: m.views_filter_written,
};

/**
 * Those that meet every part of the filter. Words are found wherever they stand in the origin, the outcome, its reason
 * or the code, whatever their case; a number alone is a candidate's.
 * @param among only these, where they are given
 */
export function filterRecords(
  records: readonly CandidateRecord[],
  { text, outcome, arm, origin }: Filter,
  among?: ReadonlySet<CandidateId>,
): readonly CandidateRecord[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && outcome === '' && arm === '' && origin === '' && !among) return records;
  return records.filter((record) => {
    const { candidate } = record;
    return (
      (!among || among.has(candidate.id)) &&
      (outcome === '' || (record.outcome?.kind ?? 'pending') === outcome) &&
      (arm === '' || candidate.arm === arm) &&
      (origin === '' || candidate.origin.kind === origin) &&
      (wanted === '' || says(record, wanted))
    );
  });
}

function says(record: CandidateRecord, wanted: string): boolean {
  if (/^\d+$/.test(wanted)) return record.candidate.id === Number(wanted);
  const { origin, source } = record.candidate;
  return [originWords(origin), stageWords(record), reasonOf(record.outcome) ?? '', source].some((told) =>
    told.toLowerCase().includes(wanted),
  );
}
