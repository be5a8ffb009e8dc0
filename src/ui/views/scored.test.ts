import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { aScore } from '../../search/testing/architectures.ts';
import {
  type ScoredPoint,
  bestOf,
  countByHand,
  countInvalid,
  improvements,
  paretoFront,
  scoredPoints,
} from './scored.ts';

const point = (id: number, accuracy: number, params: number): ScoredPoint => ({
  id,
  arm: 'search',
  evaluation: id,
  spent: id,
  accuracy,
  params,
  flops: params,
  isByHand: false,
  trainMs: 1,
  peakBytes: 1,
});

const record = (id: number, arm: Arm, accuracy?: number): CandidateRecord => ({
  candidate: { id, arm, source: '', origin: { kind: 'sampled' } },
  askedAt: 0,
  curve: [],
  outcome:
    accuracy === undefined
      ? { kind: 'rejected', fault: { kind: 'empty', message: 'No code.' } }
      : { kind: 'scored', params: 1, flops: 1, activationBytes: 1, ...aScore(accuracy) },
});

describe('scored points', () => {
  it('count evaluations per arm, the invalid among them', () => {
    const records = [
      record(1, 'search', 0.5),
      record(2, 'baseline', 0.4),
      record(3, 'search'),
      record(4, 'search', 0.6),
    ];
    expect(scoredPoints(records).map(({ id, evaluation }) => [id, evaluation])).toEqual([
      [1, 1],
      [2, 1],
      [4, 3],
    ]);
    expect(countInvalid(records)).toBe(1);
  });

  it('cost their place and what their own side had been charged before', () => {
    const records = [1, 2, 3, 4].map((id) => record(id, id === 2 ? 'baseline' : 'search', 0.5));
    const charge = { candidates: 2.5, steps: 1, ms: 1 };
    const charges = [
      { ...charge, arm: 'search' as const, after: 1 },
      // Of use to both sides, and of neither's budget.
      { ...charge, after: 2 },
      { ...charge, arm: 'search' as const, after: 3 },
    ];
    expect(scoredPoints(records, charges).map(({ spent }) => spent)).toEqual([1, 1, 4.5, 8]);
  });

  it('tell what a person put in', () => {
    const mine = record(2, 'search', 0.5);
    const records = [
      record(1, 'search', 0.5),
      { ...mine, candidate: { ...mine.candidate, origin: { kind: 'edited' as const, parents: [1] } } },
    ];
    expect(scoredPoints(records).map(({ isByHand }) => isByHand)).toEqual([false, true]);
    expect(countByHand(records)).toBe(1);
  });

  it('keep the first of equals as the best, and only strict improvements as corners', () => {
    const points = [point(1, 0.5, 9), point(2, 0.5, 1), point(3, 0.4, 1), point(4, 0.7, 1), point(5, 0.7, 1)];
    expect(bestOf(points)?.id).toBe(4);
    expect(improvements(points).map(({ id }) => id)).toEqual([1, 4]);
    expect(bestOf([])).toBeUndefined();
  });
});

describe('the Pareto front', () => {
  it('is the set of points that nothing dominates', () => {
    const points = fc.array(
      fc.record({ accuracy: fc.integer({ min: 0, max: 6 }), params: fc.integer({ min: 1, max: 6 }) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(points, (raw) => {
        const all = raw.map(({ accuracy, params }, i) => point(i, accuracy / 6, params));
        const dominates = (a: ScoredPoint, b: ScoredPoint) =>
          a.accuracy >= b.accuracy &&
          a.params <= b.params &&
          (a.accuracy > b.accuracy || a.params < b.params);
        const undominated = all.filter((b) => !all.some((a) => dominates(a, b)));
        const places = (list: readonly ScoredPoint[]) =>
          new Set(list.map((p) => `${p.accuracy},${p.params}`));
        expect(places(paretoFront(all, (p) => p.params))).toEqual(places(undominated));
      }),
    );
  });
});
