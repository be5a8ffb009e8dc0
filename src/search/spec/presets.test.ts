import { describe, expect, it } from 'vitest';
import { presetsOf } from './presets.ts';
import { parseSpec } from './spec.ts';

const METHODS = [
  ...(['evoprompting', 'llmatic', 'gptnas', 'morphism'] as const),
  ...(['local-search', 'tpe', 'reinforce', 'nsga2', 'mcts', 'bananas'] as const),
];

describe.each(METHODS)('the presets of %s', (id) => {
  it('hold settings that the specification knows', () => {
    for (const { patch } of presetsOf(id)) {
      const parsed = parseSpec(patch);
      expect(parsed.ok ? parsed.value : parsed.error).toMatchObject(patch);
    }
  });

  it('has a lite one that is the method’s default', () => {
    const [lite] = presetsOf(id);
    const [given, usual] = [parseSpec(lite?.patch), parseSpec({ strategy: { id } })];
    expect(given.ok && given.value.strategy).toEqual(usual.ok && usual.value.strategy);
  });
});

it('spends whole steps of the climb by morphisms, and whole generations of NSGA-II', () => {
  const countOf = (id: 'morphism' | 'nsga2') => {
    const spec = parseSpec(presetsOf(id)[0]?.patch);
    if (!spec.ok) throw new Error(spec.error);
    const { strategy, budget } = spec.value;
    if (strategy.id === 'morphism') return (budget.count - 1) % strategy.neighbours;
    return strategy.id === 'nsga2' ? budget.count % strategy.population : NaN;
  };
  expect([countOf('morphism'), countOf('nsga2')]).toEqual([0, 0]);
});

it('spends what EvoPrompting’s rounds come to', () => {
  for (const { patch } of presetsOf('evoprompting')) {
    const spec = parseSpec(patch);
    if (!spec.ok || spec.value.strategy.id !== 'evoprompting') throw new Error('no such preset');
    const { prompts, samples } = spec.value.strategy;
    expect((spec.value.budget.count - 4) % (prompts * samples)).toBe(0);
  }
});
