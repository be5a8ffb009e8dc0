import { describe, expect, it, test } from 'vitest';
import { type RunSpec, parseSpec } from '../spec/spec.ts';
import { distinctions, groupsOf, unequalSettings } from './groups.ts';
import type { Trace } from './runTraces.ts';

function specOf(input: object): RunSpec {
  const parsed = parseSpec(input);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function trace(seed: number, input: object, more: Partial<Trace> & { models?: string[] } = {}): Trace {
  return {
    setting: { spec: specOf(input), changes: [], models: more.models ?? [] },
    seed,
    task: { inputShape: [40, 1], classes: 10 },
    tried: [],
    seconds: 1,
    shared: false,
    end: 'budget',
    ...more,
  };
}

const evolution = { strategy: { id: 'evolution' } };
const random = { strategy: { id: 'random' } };

describe('groups', () => {
  it('hold what differs in no more than the seed, by seed', () => {
    const groups = groupsOf([trace(2, evolution), trace(1, random), trace(1, evolution)]);
    expect(
      groups.map(({ setting, traces }) => [setting.spec.strategy.id, traces.map(({ seed }) => seed)]),
    ).toEqual([
      ['evolution', [1, 2]],
      ['random', [1]],
    ]);
  });

  it('are kept apart by the model that wrote and by what was changed on the way', () => {
    const groups = groupsOf([
      trace(1, {}, { models: ['a'] }),
      trace(1, {}, { models: ['b'] }),
      { ...trace(1, {}), setting: { ...trace(1, {}).setting, changes: [{ workers: 2 }] } },
    ]);
    expect(groups).toHaveLength(3);
  });

  it('count a seed once: the later, but rather a search that had the trainers to itself', () => {
    const alone = trace(1, random, { seconds: 1 });
    const beside = trace(1, random, { seconds: 2, shared: true });
    const again = trace(1, random, { seconds: 3 });
    const kept = (...traces: Trace[]) => groupsOf(traces)[0]?.traces.map(({ seconds }) => seconds);
    expect(kept(alone, beside)).toEqual([1]);
    expect(kept(beside, alone)).toEqual([1]);
    expect(kept(alone, again)).toEqual([3]);
  });
});

test('settings in which groups differ are named', () => {
  const groups = groupsOf([
    trace(1, evolution),
    trace(1, { ...random, budget: { unit: 'evaluations', count: 5 }, training: { batchSize: 32 } }),
  ]);
  expect(unequalSettings(groups)).toEqual(['budget', 'training']);
  expect(unequalSettings(groupsOf([trace(1, evolution), trace(1, random)]))).toEqual([]);
});

test('groups of one strategy are told apart by what differs between them, as in the address', () => {
  const groups = groupsOf([
    trace(1, { strategy: { id: 'evolution', edits: 2 } }),
    trace(1, evolution),
    trace(1, random),
    trace(1, {}, { models: ['small'] }),
    trace(1, {}, { models: ['large'] }),
  ]);
  expect(distinctions(groups)).toEqual([['edits=2'], [], [], ['small'], ['large']]);
});
