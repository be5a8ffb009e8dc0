import { expect, it } from 'vitest';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { aScore } from '../../search/testing/architectures.ts';
import { sortRecords } from './table.ts';

const record = (id: number, accuracy?: number): CandidateRecord => ({
  candidate: { id, arm: 'search', source: '', origin: { kind: 'sampled' } },
  askedAt: 0,
  curve: [],
  ...(accuracy !== undefined && {
    outcome: { kind: 'scored', params: 1, flops: 1, activationBytes: 1, ...aScore(accuracy) },
  }),
});
const records = [record(1, 0.5), record(2), record(3, 0.9), record(4, 0.5)];
const ids = (sorted: readonly CandidateRecord[]) => sorted.map(({ candidate }) => candidate.id);

it('puts candidates without an accuracy last both ways, and keeps equals in the order asked', () => {
  expect(ids(sortRecords(records, { key: 'accuracy', descending: true }))).toEqual([3, 1, 4, 2]);
  expect(ids(sortRecords(records, { key: 'accuracy', descending: false }))).toEqual([1, 4, 3, 2]);
});

it('shows the newest first by number', () => {
  expect(ids(sortRecords(records, { key: 'id', descending: true }))).toEqual([4, 3, 2, 1]);
});
