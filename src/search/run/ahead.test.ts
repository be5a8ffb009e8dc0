import { describe, expect, it } from 'vitest';
import { armsToAsk } from './ahead.ts';

const NETWORK = { isTrainable: true };
const NONE = { isTrainable: false };

interface Case {
  asked: number;
  left?: number;
  prepared?: { isTrainable: boolean }[];
  starved?: boolean;
  isSlow?: boolean;
}

/** Indices of the arms that should ask. */
function asking(places: number, ...cases: Case[]): number[] {
  const arms = cases.map(({ asked, left = 10, prepared = [], starved = false, isSlow = false }) => ({
    asked,
    left,
    prepared,
    starved,
    strategy: { isSlow },
  }));
  const chosen = armsToAsk(arms, places);
  return arms.flatMap((arm, i) => (chosen.has(arm) ? [i] : []));
}

describe('who asks ahead', () => {
  it('is the only arm, until it has a network for each place', () => {
    expect(asking(1, { asked: 1 })).toEqual([0]);
    expect(asking(1, { asked: 1, prepared: [NETWORK] })).toEqual([]);
    expect(asking(2, { asked: 1, prepared: [NETWORK] })).toEqual([0]);
  });

  it('is the arm whose turn comes next, and not the one that can wait to learn more', () => {
    expect(asking(1, { asked: 1 }, { asked: 0 })).toEqual([1]);
    expect(asking(1, { asked: 1 }, { asked: 1 })).toEqual([0]);
    expect(asking(2, { asked: 1 }, { asked: 1 })).toEqual([0, 1]);
  });

  it('counts turns that are no network, since they fill no place', () => {
    // Turns: 0 (none), 1 (network), 0 (network), and the two places are filled.
    expect(asking(2, { asked: 1, prepared: [NONE, NETWORK] }, { asked: 1, prepared: [NETWORK] })).toEqual([]);
    // Turns: 0 (none), 1 (nothing yet), 0 (nothing yet).
    expect(asking(2, { asked: 1, prepared: [NONE] }, { asked: 1 })).toEqual([0, 1]);
  });

  it('asks no more than the budget allows', () => {
    expect(asking(4, { asked: 9, left: 1, prepared: [NETWORK] }, { asked: 9, left: 1 })).toEqual([1]);
    expect(asking(2, { asked: 9, left: 1, prepared: [NONE], isSlow: true })).toEqual([]);
  });

  it('leaves an arm alone that waits to be told something, and prepares for the turns after it', () => {
    expect(asking(2, { asked: 1, starved: true }, { asked: 1 })).toEqual([1]);
  });

  it('lets a slow strategy ask before its turn', () => {
    expect(asking(1, { asked: 1, isSlow: true }, { asked: 0, prepared: [NETWORK] })).toEqual([0]);
    expect(asking(1, { asked: 1, isSlow: true, prepared: [NETWORK] }, { asked: 0 })).toEqual([1]);
    expect(asking(1, { asked: 1, isSlow: true, starved: true }, { asked: 0 })).toEqual([1]);
  });
});
