import { describe, expect, it } from 'vitest';
import type { Arm, Origin, Outcome } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { NO_FILTER, filterRecords } from './filter.ts';

const record = (id: number, arm: Arm, origin: Origin, outcome?: Outcome): CandidateRecord => ({
  candidate: { id, arm, origin, source: `tf.layers.dense({ units: ${id} })` },
  askedAt: 0,
  curve: [],
  ...(outcome && { outcome }),
});

const RECORDS = [
  record(1, 'search', { kind: 'sampled' }, { kind: 'duplicate', of: 1 }),
  record(
    2,
    'baseline',
    { kind: 'sampled' },
    { kind: 'failed', reason: 'diverged', message: 'The loss became infinite.' },
  ),
  record(3, 'search', { kind: 'mutated', parent: 1, edits: ['Widen conv1'] }),
  record(12, 'search', { kind: 'mutated', parent: 3, edits: ['remove dropout'] }, { kind: 'cancelled' }),
];
const found = (filter: Partial<typeof NO_FILTER>, among?: ReadonlySet<number>) =>
  filterRecords(RECORDS, { ...NO_FILTER, ...filter }, among).map(({ candidate }) => candidate.id);

describe('the filter of the table', () => {
  it('lets all through that nothing is asked of', () => {
    expect(found({ text: '  ' })).toEqual([1, 2, 3, 12]);
  });

  it('asks for outcome, side and origin, all at once', () => {
    expect(found({ outcome: 'pending' })).toEqual([3]);
    expect(found({ arm: 'baseline' })).toEqual([2]);
    expect(found({ origin: 'sampled', arm: 'search' })).toEqual([1]);
    expect(found({ origin: 'mutated' }, new Set([1, 12]))).toEqual([12]);
  });

  it('finds words in origin, reason and code whatever their case, and a number as a candidate’s own', () => {
    expect(found({ text: 'widen' })).toEqual([3]);
    expect(found({ text: 'FINITE NUMBER' })).toEqual([2]);
    expect(found({ text: 'units: 12' })).toEqual([12]);
    expect(found({ text: '1' })).toEqual([1]);
    expect(found({ text: 'nowhere' })).toEqual([]);
  });
});
