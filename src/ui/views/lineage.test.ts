import { describe, expect, it } from 'vitest';
import type { Arm, Origin } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { ancestorsOf, familyOf, lineOf, neighbourOf, offspringOf } from './lineage.ts';

const record = (id: number, parents: readonly number[], arm: Arm = 'search'): CandidateRecord => {
  const origin: Origin =
    parents.length === 0 ? { kind: 'sampled' } : { kind: 'assembled', parents, blocks: [], edits: [] };
  return { candidate: { id, arm, origin, source: '' }, askedAt: 0, curve: [] };
};

/** 1 and 2 are drawn by chance, 3 and 4 are children of 1, 6 of 3 and 2, 7 of 6 twice; 5 is random search's. */
const FAMILY = familyOf([
  record(1, []),
  record(2, []),
  record(3, [1]),
  record(4, [1]),
  record(5, [], 'baseline'),
  record(6, [3, 2]),
  record(7, [6, 6]),
]);

describe('a family', () => {
  it('is the search’s own, each with parents, children and depth', () => {
    expect([...FAMILY.values()]).toEqual([
      { id: 1, parents: [], children: [3, 4], depth: 0 },
      { id: 2, parents: [], children: [6], depth: 0 },
      { id: 3, parents: [1], children: [6], depth: 1 },
      { id: 4, parents: [1], children: [], depth: 1 },
      { id: 6, parents: [3, 2], children: [7], depth: 2 },
      { id: 7, parents: [6], children: [], depth: 3 },
    ]);
  });

  it('knows the ancestors by both parents, and all offspring', () => {
    expect([...ancestorsOf(FAMILY, 7)].toSorted()).toEqual([1, 2, 3, 6]);
    expect([...offspringOf(FAMILY, 1)].toSorted()).toEqual([3, 4, 6, 7]);
    expect(ancestorsOf(FAMILY, 5).size).toBe(0);
    expect(offspringOf(FAMILY, undefined).size).toBe(0);
  });

  it('leads from the oldest first parent to a candidate', () => {
    expect(lineOf(FAMILY, 7)).toEqual([1, 3, 6, 7]);
    expect(lineOf(FAMILY, 5)).toEqual([]);
  });

  it('is walked by arrow keys: to the parent, to a child, along the siblings', () => {
    expect(neighbourOf(FAMILY, 6, 'ArrowLeft')).toBe(3);
    expect(neighbourOf(FAMILY, 1, 'ArrowRight')).toBe(3);
    expect(neighbourOf(FAMILY, 3, 'ArrowDown')).toBe(4);
    expect(neighbourOf(FAMILY, 4, 'ArrowUp')).toBe(3);
    expect(neighbourOf(FAMILY, 1, 'ArrowDown')).toBe(2);
    expect(neighbourOf(FAMILY, 1, 'ArrowUp')).toBeUndefined();
    expect(neighbourOf(FAMILY, 7, 'Enter')).toBeUndefined();
  });
});
