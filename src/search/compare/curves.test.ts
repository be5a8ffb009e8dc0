import { describe, expect, it, test } from 'vitest';
import { alongEvaluations, alongTime, alongWork } from './curves.ts';
import { type Searched, type Tried, bestAfter, bestWithin, shareOf } from './trace.ts';

const scored = (seconds: number, accuracy: number, work = 0): Tried => ({
  kind: 'scored',
  seconds,
  work,
  score: { accuracy },
});

const search = (...tried: Tried[]): Searched => ({ tried, seconds: tried.at(-1)?.seconds ?? 0 });

const some = search({ kind: 'rejected', seconds: 1 }, scored(2, 0.5), scored(3, 0.4), scored(6, 0.9));

describe('the best so far', () => {
  it('counts every candidate, whatever became of it', () => {
    expect([1, 2, 3, 4].map((count) => bestAfter(some, count))).toEqual([0, 0.5, 0.5, 0.9]);
  });

  it('is not that of a network that the search was given', () => {
    const given: Tried = { ...scored(1, 0.9), wasSeed: true };
    expect(bestAfter(search(given, scored(2, 0.6)), 2)).toBe(0.6);
  });

  it('is known when its training has ended', () => {
    expect([1.5, 2, 5.9, 6].map((seconds) => bestWithin(some, seconds))).toEqual([0, 0.5, 0.5, 0.9]);
  });
});

describe('several searches side by side', () => {
  const other = search(scored(1, 0.3), scored(2, 0.7));

  it('are read after as many candidates', () => {
    expect(alongEvaluations([some, other], 2)).toEqual([
      { x: 1, values: [0, 0.3] },
      { x: 2, values: [0.5, 0.7] },
    ]);
  });

  it('are read at the same time, until the first of them ends', () => {
    expect(alongTime([some, other]).at(-1)).toEqual({ x: 2, values: [0.5, 0.7] });
    expect(alongTime([some, other])[0]).toEqual({ x: 0.02, values: [0, 0] });
  });

  it('are read after as much work, in the order in which it was done', () => {
    // The second to be asked for was done first.
    const crossed = search(scored(4, 0.8, 30), scored(2, 0.6, 10));
    const steady = search(scored(1, 0.5, 20), scored(2, 0.7, 20));
    const places = alongWork([crossed, steady]);
    expect(places.find(({ x }) => x === 10)?.values).toEqual([0.6, 0]);
    expect(places.find(({ x }) => x === 20)?.values).toEqual([0.6, 0.5]);
    expect(places.at(-1)).toEqual({ x: 40, values: [0.8, 0.7] });
  });

  it('move what a search found by what it had been charged before it asked', () => {
    // Two and a half candidates before the first, one more before the second.
    const sharing: Searched = {
      ...search({ ...scored(3, 0.8, 10), charged: 2.5 }, { ...scored(4, 0.9, 30), charged: 3.5 }),
      charged: 3.5,
    };
    expect(alongEvaluations([sharing], 6).map(({ values }) => values[0])).toEqual([0, 0, 0, 0.8, 0.8, 0.9]);
    expect([3, 4, 5, 6].map((count) => bestAfter(sharing, count))).toEqual([0, 0.8, 0.8, 0.9]);
    expect(shareOf(sharing, 'scored', 3)).toBe(0);
    // A training of its is 20 operations: 50 and 10 until the first, 70 and 40 until the second.
    const work = alongWork([sharing]);
    expect(work.at(-1)).toEqual({ x: 110, values: [0.9] });
    expect(work.filter(({ values }) => values[0] === 0).at(-1)?.x).toBeLessThan(60);
    expect(work.find(({ values }) => values[0] === 0.8)?.x).toBeGreaterThanOrEqual(60);
  });

  it('say at every count what each says alone', () => {
    for (const { x, values } of alongEvaluations([some, other], 4))
      expect(values).toEqual([bestAfter(some, x), bestAfter(other, x)]);
    for (const { x, values } of alongTime([some, other]))
      expect(values).toEqual([bestWithin(some, x), bestWithin(other, x)]);
  });
});

test('shares are taken of the proposals', () => {
  expect(shareOf(some, 'rejected', 4)).toBe(0.25);
  expect(shareOf(some, 'rejected', 1)).toBe(1);
});
