import { describe, expect, it } from 'vitest';
import { EXPENSES, MEASURES } from './expense.ts';
import { type ScoredPoint, paretoFront } from './scored.ts';

const SMALL_AND_SLOW: ScoredPoint = {
  id: 1,
  arm: 'search',
  evaluation: 1,
  spent: 1,
  isByHand: false,
  accuracy: 0.7,
  params: 1000,
  flops: 900_000,
  trainMs: 12_500,
  peakBytes: 3_000_000,
};
const LARGE_AND_FAST: ScoredPoint = {
  ...SMALL_AND_SLOW,
  id: 2,
  accuracy: 0.8,
  params: 50_000,
  flops: 100_000,
  trainMs: 800,
  peakBytes: 9_500_000,
};

describe('what error is weighed against', () => {
  it('has its unit', () => {
    expect(MEASURES.map((measure) => EXPENSES[measure].of(SMALL_AND_SLOW))).toEqual([1000, 900_000, 12.5, 3]);
    expect(MEASURES.map((measure) => EXPENSES[measure].text(LARGE_AND_FAST))).toEqual([
      '50 k',
      '100 k',
      '800 ms',
      '9.5 MB',
    ]);
  });

  it('decides who is on the front', () => {
    const front = (measure: (typeof MEASURES)[number]) =>
      paretoFront([SMALL_AND_SLOW, LARGE_AND_FAST], EXPENSES[measure].of).map(({ id }) => id);
    expect(front('params')).toEqual([1, 2]);
    expect(front('flops')).toEqual([2]);
    expect(front('trainMs')).toEqual([2]);
    expect(front('peakBytes')).toEqual([1, 2]);
  });

  it('stands on a log scale even where it is nought', () => {
    const free = { ...SMALL_AND_SLOW, params: 0, flops: 0, trainMs: 0, peakBytes: 0 };
    for (const measure of MEASURES) expect(EXPENSES[measure].of(free)).toBeGreaterThan(0);
  });
});
