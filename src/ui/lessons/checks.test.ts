import { describe, expect, it } from 'vitest';
import { emptyRun } from '../../search/run/fold.ts';
import { defaultEvolution, defaultSpec } from '../../search/spec/spec.ts';
import { aRun, asked, finished as done, scored, started } from './aRun.ts';
import {
  changedTo,
  choseOrigin,
  finished,
  isNextBetter,
  isParent,
  majorityOf,
  shareOf,
  winner,
} from './checks.ts';
import { choseCheapest } from './diversity.ts';
import { isChildFitter } from './evoprompting.ts';
import { isFlattering } from './fooled.ts';
import { filledShare } from './llmatic.ts';
import type { Mark, Seen } from './lesson.ts';

const NOTHING: Mark = { candidates: 0, changes: 0 };
const seen = (more: Partial<Seen>): Seen => ({
  spec: defaultSpec(),
  run: emptyRun,
  since: NOTHING,
  ...more,
});
const invalid = { kind: 'rejected', fault: { kind: 'empty', message: 'No code.' } } as const;

describe('Of candidates', () => {
  const run = aRun(
    started({ strategy: { id: 'evolution' } }),
    asked(1),
    asked(2, 'baseline'),
    done(1, scored(0.5)),
    done(2, scored(0.6)),
    asked(3, 'search', { kind: 'mutated', parent: 1, edits: ['widen'] }),
    done(3, invalid),
    asked(4, 'search', { kind: 'mutated', parent: 3, edits: ['widen'] }),
    done(4, { kind: 'duplicate', of: 1 }),
    asked(5),
  );

  it('those of an arm after a mark are counted once they are finished', () => {
    expect(finished(run, 'search').map(({ candidate }) => candidate.id)).toEqual([1, 3, 4]);
    expect(finished(run, 'search', 3).map(({ candidate }) => candidate.id)).toEqual([4]);
  });

  it('the share that came to nothing is of the search alone', () => {
    expect(shareOf(run, 'rejected')).toBeCloseTo(1 / 3);
    expect(shareOf(run, 'duplicate')).toBeCloseTo(1 / 3);
    expect(shareOf(emptyRun, 'rejected')).toBeUndefined();
  });

  it('the chosen one is known by its origin, and only on the side of the search', () => {
    const sampled = choseOrigin(({ kind }) => kind === 'sampled');
    expect(sampled(seen({ run, chosen: 1 }))).toBe(true);
    expect(sampled(seen({ run, chosen: 2 }))).toBe(false);
    expect(sampled(seen({ run, chosen: 3 }))).toBe(false);
    expect(sampled(seen({ run }))).toBe(false);
    expect(sampled(seen({ run, chosen: 99 }))).toBe(false);
  });

  it('a parent is the one that the child was mutated from', () => {
    expect(isParent(run, 1, 3)).toBe(true);
    expect(isParent(run, 3, 4)).toBe(true);
    expect(isParent(run, 1, 4)).toBe(false);
    expect(isParent(run, 1, 2)).toBe(false);
    expect(isParent(run, undefined, undefined)).toBe(false);
  });
});

describe('A bet on the next network', () => {
  const before = [
    started(),
    asked(1),
    asked(2, 'baseline'),
    done(1, scored(0.5)),
    done(2, scored(0.6)),
  ] as const;
  const since = { candidates: 2, changes: 0 };

  it('is open until the next of the search is finished, whatever the other side does', () => {
    expect(isNextBetter(aRun(...before), since)).toBeUndefined();
    expect(
      isNextBetter(aRun(...before, asked(3, 'baseline'), done(3, scored(0.9)), asked(4)), since),
    ).toBeUndefined();
  });

  it('is won by a network better than all before it, and by no equal and no invalid one', () => {
    expect(isNextBetter(aRun(...before, asked(3), done(3, scored(0.61))), since)).toBe('yes');
    expect(isNextBetter(aRun(...before, asked(3), done(3, scored(0.6))), since)).toBe('no');
    expect(isNextBetter(aRun(...before, asked(3), done(3, invalid)), since)).toBe('no');
  });
});

describe('The winner', () => {
  const by = winner((run, arm) => run.candidates.filter(({ candidate }) => candidate.arm === arm).length, 1);
  const end = { kind: 'ended', reason: 'budget' } as const;

  it('is known when the run has ended', () => {
    expect(by(aRun(started(), asked(1), asked(2), asked(3)))).toBeUndefined();
    expect(by(aRun(started(), asked(1), asked(2), end))).toBe('search');
    expect(by(aRun(started(), asked(1, 'baseline'), asked(2, 'baseline'), end))).toBe('baseline');
  });

  it('is nobody where the lead is no larger than the margin', () => {
    expect(by(aRun(started(), asked(1), end))).toBe('alike');
  });
});

it('Changes count from when the step began, and only when they are what was asked for', () => {
  const changed = (edits: number) =>
    ({ kind: 'changed', patch: { strategy: { ...defaultEvolution(), edits } } }) as const;
  const run = aRun(started(), changed(5), changed(1));
  const many = changedTo((strategy) => strategy.id === 'evolution' && strategy.edits >= 4);
  expect(many(seen({ run }))).toBe(true);
  expect(many(seen({ run, since: { candidates: 0, changes: 1 } }))).toBe(false);
});

it('The commonest answer is worth its share of the examples', () => {
  expect(majorityOf(aRun(started({}, [10, 30, 20])))).toBe(0.5);
  expect(majorityOf(aRun(started()))).toBeUndefined();
});

it('The cheapest elites are those of the leftmost column that is filled', () => {
  const run = {
    ...emptyRun,
    archives: {
      search: new Map([
        ['4,1', 7],
        ['2,9', 8],
        ['2,3', 9],
      ]),
      baseline: new Map([['0,0', 5]]),
    },
  };
  expect([5, 7, 8, 9].filter((chosen) => choseCheapest(seen({ run, chosen })))).toEqual([8, 9]);
  expect(choseCheapest(seen({ chosen: 1 }))).toBe(false);
});

it('A test accuracy below that on the validation split says that the latter was flattering', () => {
  const one = [started(), asked(1), done(1, scored(0.8))] as const;
  const tested = (testAccuracy: number) =>
    ({ kind: 'tested', report: { id: 1, testAccuracy, testLoss: 1, majorityAccuracy: 0.1 } }) as const;
  expect(isFlattering(aRun(...one))).toBeUndefined();
  expect(isFlattering(aRun(...one, tested(0.79)))).toBe('lower');
  expect(isFlattering(aRun(...one, tested(0.8)))).toBe('not-lower');
});

it('A child of EvoPrompting is fitter when it is nearer to nothing than every seed', () => {
  const evo = (note: object) => ({ kind: 'method', note: { method: 'evoprompting', note } }) as never;
  const round = [
    started(),
    evo({ kind: 'seed', id: 1, name: 'CNN', fitness: -400 }),
    evo({ kind: 'seed', id: 2, name: 'MLP', fitness: -900 }),
    evo({ kind: 'seed', id: 3, name: 'GRU' }),
    evo({ kind: 'round', round: 1, parents: [1] }),
  ];
  const selected = (fitness: number) => evo({ kind: 'selected', survivors: [{ id: 4, fitness }] });
  expect(isChildFitter(aRun(...round))).toBeUndefined();
  expect(isChildFitter(aRun(...round, selected(-399)))).toBe('yes');
  expect(isChildFitter(aRun(...round, selected(-400)))).toBe('no');
});

it('Niches of LLMatic are few below a third, and most above two thirds', () => {
  const filled = (count: number) =>
    filledShare(
      aRun(
        started({ strategy: { id: 'llmatic' } }),
        {
          kind: 'method',
          note: {
            method: 'llmatic',
            note: {
              kind: 'niches',
              networkCentroids: Array.from({ length: 6 }, () => [0, 0] as const),
              promptCentroids: [],
              networks: Array.from({ length: count }, (_, niche) => ({ niche, id: 1, accuracy: 1, loss: 1 })),
              prompts: [],
            },
          },
        },
        { kind: 'ended', reason: 'budget' },
      ),
    );
  expect([1, 2, 4, 5].map(filled)).toEqual(['few', 'half', 'half', 'most']);
});
