import { describe, expect, it } from 'vitest';
import type { Origin, Outcome } from '../../search/domain.ts';
import type { Edit } from '../../search/edits/edit.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { aScore } from '../../search/testing/architectures.ts';
import { FATES, workedRows } from './worked.ts';

const scored = (accuracy: number): Outcome => ({
  kind: 'scored',
  params: 1,
  flops: 1,
  activationBytes: 1,
  ...aScore(accuracy),
});
const INVALID: Outcome = { kind: 'rejected', fault: { kind: 'empty', message: 'No code.' } };
const sampled: Origin = { kind: 'sampled' };
const mutated = (parent: number, ...edits: (Edit | string)[]): Origin => ({ kind: 'mutated', parent, edits });
const written = (temperature: number, parents: readonly number[], instruction?: string): Origin => ({
  kind: 'written',
  parents,
  ...(instruction !== undefined && { instruction }),
  model: '',
  prompt: '',
  reply: '',
  temperature,
  tokens: 1,
  writeMs: 1,
});

const recordsOf = (...all: readonly (readonly [Origin, Outcome?])[]): readonly CandidateRecord[] =>
  all.map(([origin, outcome], i) => ({
    candidate: { id: i + 1, arm: 'search', source: '', origin },
    askedAt: 0,
    curve: [],
    ...(outcome && { outcome }),
  }));

const counts = (records: readonly CandidateRecord[], by: Parameters<typeof workedRows>[1]) =>
  workedRows(records, by).map(({ label, fates }) => [label, ...FATES.map((fate) => fates[fate].length)]);

describe('what worked', () => {
  it('counts by kind of edit, of runs that were kept with words too, and as better only what beats its parent', () => {
    const records = recordsOf(
      [sampled, scored(0.5)],
      [mutated(1, { kind: 'widen', layer: 'conv1d', key: 'filters', from: 16, to: 24 }), scored(0.6)],
      [mutated(1, 'widen conv1d: filters 8 -> 16'), scored(0.5)],
      [
        mutated(1, { kind: 'widen-all', count: 2, key: 'units', from: 8, to: 16 }),
        { kind: 'duplicate', of: 2 },
      ],
      [mutated(2, { kind: 'skip', over: ['conv1d'], isProjected: false }), INVALID],
      [mutated(1, 'add a skip over dense'), INVALID],
      [mutated(5, { kind: 'remove', layer: 'dropout' }), scored(0.9)],
      [mutated(2, 'widen conv1d: filters 8 -> 16')],
      [mutated(2, 'swap a for b', 'remove a'), { kind: 'cancelled' }],
    );
    // better, scored, duplicate, screened, invalid, failed
    expect(counts(records, 'kind')).toEqual([
      ['drawn by chance', 0, 1, 0, 0, 0, 0],
      ['widen', 1, 1, 1, 0, 0, 0],
      ['add a skip', 0, 0, 0, 0, 2, 0],
      // Its parent has no accuracy to beat.
      ['remove', 0, 1, 0, 0, 0, 0],
    ]);
    expect(workedRows(records, 'kind').map(({ rate }) => rate?.of)).toEqual([undefined, 3, 2, undefined]);
    expect(workedRows(records, 'kind')[1]?.rate?.share).toBeCloseTo(1 / 3, 12);
  });

  it('must beat the better of two parents', () => {
    const records = recordsOf(
      [sampled, scored(0.5)],
      [sampled, scored(0.7)],
      [written(0.5, [1, 2], 'combine'), scored(0.6)],
      [written(0.5, [1, 2], 'combine'), scored(0.8)],
    );
    expect(counts(records, 'kind').at(-1)?.slice(1, 3)).toEqual([1, 1]);
  });

  it('bins temperatures by fifths, whatever binary fractions make of them', () => {
    const records = recordsOf(
      [written(0.2, []), scored(0.5)],
      [written(0.39, []), INVALID],
      [written(0.6, []), INVALID],
      [written(1, []), INVALID],
      [sampled, scored(0.5)],
    );
    expect(workedRows(records, 'temperature').map(({ label, total }) => [label, total])).toEqual([
      ['0.2–0.4', 2],
      ['0.6–0.8', 1],
      ['1.0–1.2', 1],
    ]);
  });

  it('parts a run in tenths and a family in generations', () => {
    const line = recordsOf(
      [sampled, scored(0.1)],
      ...Array.from({ length: 24 }, (_, i) => [mutated(i + 1, 'widen a'), scored(0.1)] as const),
    );
    const tenths = workedRows(line, 'time');
    expect(tenths).toHaveLength(10);
    expect(tenths[0]?.label).toBe('1–3');
    expect(tenths.reduce((sum, { total }) => sum + total, 0)).toBe(25);
    for (const { label, fates } of tenths) {
      const [from, to] = label.split('–').map(Number);
      expect(FATES.flatMap((fate) => fates[fate])).toEqual(
        Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, i) => (from ?? 0) + i),
      );
    }
    expect(workedRows(line, 'generation').map(({ label }) => label)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => String(i)),
      '10–19',
      '20–29',
    ]);
  });
});
