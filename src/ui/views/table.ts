import { ascending, descending } from 'd3-array';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { originWords, stageWords } from './words.ts';

export type ColumnKey = 'id' | 'arm' | 'origin' | 'outcome' | 'accuracy' | 'params' | 'flops' | 'time';

export interface Order {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

export const COLUMNS: readonly {
  readonly key: ColumnKey;
  readonly label: string;
  readonly numeric: boolean;
}[] = [
  { key: 'id', label: 'No.', numeric: true },
  { key: 'arm', label: 'Side', numeric: false },
  { key: 'accuracy', label: 'Accuracy', numeric: true },
  { key: 'outcome', label: 'Outcome', numeric: false },
  { key: 'origin', label: 'Origin', numeric: false },
  { key: 'params', label: 'Params', numeric: true },
  { key: 'flops', label: 'FLOPs', numeric: true },
  { key: 'time', label: 'Time', numeric: true },
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
