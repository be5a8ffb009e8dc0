import { ascending, descending } from 'd3-array';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { m } from '../messages/messages.js';
import { originWords, stageWords } from './words.ts';

export type ColumnKey = 'id' | 'arm' | 'origin' | 'outcome' | 'accuracy' | 'params' | 'flops' | 'time';

export interface Order {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

interface Column {
  readonly key: ColumnKey;
  readonly label: string;
  readonly numeric: boolean;
}

/** Asked for its label each time, so that it follows the page's language. */
const column = (key: ColumnKey, label: () => string, numeric: boolean): Column => ({
  key,
  get label() {
    return label();
  },
  numeric,
});

export const COLUMNS: readonly Column[] = [
  column('id', m.words_column_id, true),
  column('arm', m.words_column_arm, false),
  column('accuracy', m.words_column_accuracy, true),
  column('outcome', m.words_column_outcome, false),
  column('origin', m.words_column_origin, false),
  column('params', m.words_column_params, true),
  column('flops', m.words_column_flops, true),
  column('time', m.words_column_time, true),
];

const VALUES: Record<ColumnKey, (record: CandidateRecord) => number | string | undefined> = {
  id: ({ candidate }) => candidate.id,
  arm: ({ candidate }) => candidate.arm,
  origin: ({ candidate }) => originWords(candidate.origin),
  outcome: (record) => stageWords(record),
  accuracy: ({ outcome }) => (outcome?.kind === 'scored' ? outcome.valAccuracy : undefined),
  params: ({ architecture }) => architecture?.params,
  flops: ({ architecture }) => architecture?.flops,
  time: ({ outcome }) => (outcome?.kind === 'scored' ? outcome.trainMs : undefined),
};

/** Records without a value stand last, whichever way the others are sorted; equals stay in the order asked. */
export function sortRecords(
  records: readonly CandidateRecord[],
  { key, descending: down }: Order,
): readonly CandidateRecord[] {
  if (key === 'id') return down ? records.toReversed() : records;
  const value = VALUES[key];
  const compare = down ? descending : ascending;
  return records
    .map((record) => ({ record, value: value(record) }))
    .sort(
      (a, b) =>
        Number(a.value === undefined) - Number(b.value === undefined) || compare(a.value, b.value) || 0,
    )
    .map(({ record }) => record);
}
