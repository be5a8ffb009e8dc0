import { describe, expect, it } from 'vitest';
import { presetsOf } from './presets.ts';
import { parseSpec } from './spec.ts';

describe.each(['evoprompting', 'llmatic', 'gptnas'] as const)('the presets of %s', (id) => {
  it.each(['lite', 'paper'] as const)('hold settings that the specification knows: %s', (name) => {
    const patch = presetsOf(id).find((preset) => preset.id === name)?.patch;
    const parsed = parseSpec(patch);
    expect(parsed.ok ? parsed.value : parsed.error).toMatchObject(patch ?? {});
  });

  it('has a lite one that is the method’s default', () => {
    const [lite] = presetsOf(id);
    const [given, usual] = [parseSpec(lite?.patch), parseSpec({ strategy: { id } })];
    expect(given.ok && given.value.strategy).toEqual(usual.ok && usual.value.strategy);
  });
});

it('spends what EvoPrompting’s rounds come to', () => {
  for (const { patch } of presetsOf('evoprompting')) {
    const spec = parseSpec(patch);
    if (!spec.ok || spec.value.strategy.id !== 'evoprompting') throw new Error('no such preset');
    const { prompts, samples } = spec.value.strategy;
    expect((spec.value.budget.count - 4) % (prompts * samples)).toBe(0);
  }
});
