import { describe, expect, it } from 'vitest';
import type { Trace } from '../../search/compare/runTraces.ts';
import { groupsOf } from '../../search/compare/groups.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import { accuracyDomain, bandOf, namedGroups, referenceOf, reportOf, warningsOf } from './compare.ts';

function traces(input: object, bests: readonly number[], more: Partial<Trace> = {}): readonly Trace[] {
  const parsed = parseSpec(input);
  if (!parsed.ok) throw new Error(parsed.error);
  return bests.map((accuracy, i) => ({
    setting: { spec: parsed.value, changes: [], models: [] },
    seed: i + 1,
    task: { inputShape: [40, 1], classes: 10 },
    tried: [
      { kind: 'rejected', seconds: 1, work: 0 },
      { kind: 'scored', seconds: 2, work: 10, score: { accuracy } },
    ],
    seconds: 2,
    shared: false,
    end: 'budget',
    ...more,
  }));
}

const evolution = { strategy: { id: 'evolution' } };
const random = { strategy: { id: 'random' } };
const sentences = (...all: readonly (readonly Trace[])[]) => {
  const groups = namedGroups(groupsOf(all.flat()));
  return reportOf(groups, referenceOf(groups, undefined), 'mean').sentences;
};

describe('what the figures say', () => {
  it('is that groups are not told apart where the interval holds 0', () => {
    // Differences 0.1, 0 and -0.1: none in the mean.
    expect(sentences(traces(evolution, [0.6, 0.5, 0.4]), traces(random, [0.5, 0.5, 0.5]))).toEqual([
      'With 3 runs each, these searches do not tell Evolution and Random search apart: the interval of their difference, +0.0 ± 24.8 points, holds 0.',
    ]);
  });

  it('is which one is better, and by how much, where chance does not explain it', () => {
    // Differences 0.2, 0.21 and 0.19: margin 4.3027 · 0.01 / √3 = 0.0248; t = 34.64 at 2 degrees, p = 0.0008.
    expect(sentences(traces(evolution, [0.7, 0.71, 0.69]), traces(random, [0.5, 0.5, 0.5]))).toEqual([
      'Evolution found better networks than Random search, by 20.0 points ± 2.5, beyond what chance would explain (p < 0.001).',
    ]);
  });

  it('is nothing yet with one run of each, and with one group', () => {
    expect(sentences(traces(evolution, [0.7]), traces(random, [0.5]))[0]).toContain('A single pair of runs');
    expect(sentences(traces(evolution, [0.7, 0.5]))[0]).toContain('A second group is needed');
  });

  it('warns of many comparisons where one by itself would look like a difference', () => {
    // t = 0.044 / 0.0129 = 3.42 at 4 degrees of freedom: p = 0.027 is below 0.05 alone, but not four times over.
    const others = [1, 2, 3].map((edits) =>
      traces({ strategy: { id: 'evolution', edits } }, [0.5, 0.52, 0.48, 0.51, 0.49]),
    );
    const better = traces({ strategy: { id: 'evolution', edits: 4 } }, [0.55, 0.51, 0.58, 0.52, 0.56]);
    const found = sentences(traces(random, [0.5, 0.5, 0.5, 0.5, 0.5]), ...others, better);
    expect(found.filter((sentence) => sentence.includes('among 4 comparisons'))).toHaveLength(1);
    expect(found.filter((sentence) => sentence.includes('do not tell'))).toHaveLength(3);
  });
});

it('groups of one method are named by what differs', () => {
  const groups = groupsOf([
    ...traces({ strategy: { id: 'evolution', edits: 2 } }, [0.5]),
    ...traces(evolution, [0.5]),
  ]);
  expect(namedGroups(groups).map(({ name }) => name)).toEqual(['Evolution (edits=2)', 'Evolution']);
});

it('a comparison that is none says which settings differ', () => {
  const groups = namedGroups(
    groupsOf([
      ...traces({ ...evolution, budget: { unit: 'evaluations', count: 9 } }, [0.5], { end: 'stopped' }),
      ...traces({ ...random, training: { batchSize: 32 } }, [0.5], { shared: true }),
    ]),
  );
  const [unfair, early, few, ...rest] = warningsOf(groups, 'evaluations');
  expect(unfair).toContain('budget, training');
  expect(early).toContain('Evolution ended before');
  expect(few).toContain('fewer than three runs');
  expect(rest).toEqual([]);
  expect(warningsOf(groups, 'seconds').at(-1)).toContain('Random search shared its trainers');
});

it('intervals of three runs and more are not warned of', () => {
  const warnings = (runs: readonly number[]) =>
    warningsOf(
      namedGroups(groupsOf([...traces(evolution, [0.5, 0.6, 0.7]), ...traces(random, runs)])),
      'work',
    );
  expect(warnings([0.4, 0.5])).toEqual([expect.stringContaining('Random search')]);
  expect(warnings([0.4, 0.5, 0.6])).toEqual([]);
});

it('a band begins where every run has found something, and a single run has none', () => {
  const [two] = groupsOf(traces(evolution, [0.4, 0.6]));
  const [one] = groupsOf(traces(random, [0.5]));
  if (!two || !one) throw new Error('no groups');
  expect(bandOf(two, 'evaluations', 'median')).toEqual([{ x: 2, middle: 0.5, band: [0.45, 0.55] }]);
  expect(bandOf(one, 'evaluations', 'mean')).toEqual([{ x: 2, middle: 0.5 }]);
  expect(bandOf(two, 'work', 'median').map(({ x }) => x)).toEqual([10]);
});

it('the axis holds all bands and the level of a constant answer', () => {
  const [low, high] = accuracyDomain([[{ x: 1, middle: 0.5, band: [0.2, 0.8] }]], 0.1);
  expect(low).toBeLessThan(0.1);
  expect(high).toBeGreaterThan(0.8);
  expect(accuracyDomain([], undefined)).toEqual([0, 1]);
});
