import type { Outcome } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { m } from '../messages/messages.js';
import { percent } from './format.ts';
import { reasonOf, stageWords } from './words.ts';

/** Instead of a colour, for what has no accuracy. */
const SIGNS: Record<Exclude<Outcome['kind'], 'scored'>, string> = {
  rejected: '!',
  duplicate: '=',
  screened: '–',
  failed: '×',
  cancelled: '○',
};

/** A candidate as one small mark. */
export interface Mark {
  /** 0–1; absent when it has none. */
  readonly accuracy?: number;
  /** Says what became of it, where there is no accuracy. */
  readonly sign?: string;
  readonly words: string;
}

/** @param record undefined while the candidate is not known yet */
export function markOf(record: CandidateRecord | undefined): Mark {
  const { outcome } = record ?? {};
  if (!record || !outcome) return { sign: '…', words: record ? stageWords(record) : m.words_asked_for() };
  if (outcome.kind === 'scored')
    return {
      accuracy: outcome.valAccuracy,
      words: m.words_accuracy({ accuracy: percent(outcome.valAccuracy) }),
    };
  const reason = reasonOf(outcome);
  return { sign: SIGNS[outcome.kind], words: `${stageWords(record)}${reason ? `. ${reason}` : ''}` };
}

/** The signs in words, for a legend. */
export const signWords = m.words_signs;
