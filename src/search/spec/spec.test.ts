import { describe, expect, it } from 'vitest';
import { baselineOf, defaultSpec, parseSpec } from './spec.ts';

describe('a specification', () => {
  it('is complete when nothing is given', () => {
    expect(parseSpec({})).toEqual({ ok: true, value: defaultSpec() });
    expect(defaultSpec().dataset).toMatchObject({ id: 'mnist1d', seed: 42, samples: 5000, length: 40 });
  });

  it('fills in what is missing around what is given', () => {
    const parsed = parseSpec({ strategy: { id: 'evolution', population: 4 }, seed: 9 });
    expect(parsed).toMatchObject({
      ok: true,
      value: { seed: 9, strategy: { population: 4, sample: 3, edits: 1 } },
    });
  });

  it.each([
    [{ seed: -1 }, 'seed'],
    [{ training: { learningRate: 'fast' } }, 'training.learningRate'],
    [{ training: { learningRate: Number.NaN } }, 'training.learningRate'],
    [{ strategy: { id: 'magic' } }, 'strategy'],
    [{ budget: { unit: 'evaluations', count: 2.5 } }, 'budget.count'],
    [{ version: 99 }, 'version'],
    ['nonsense', 'object with fields'],
  ])('names the field at fault in %j', (input, field) => {
    const parsed = parseSpec(input);
    expect(parsed.ok ? '' : parsed.error).toContain(field);
  });

  it('survives JSON', () => {
    expect(parseSpec(JSON.parse(JSON.stringify(defaultSpec())))).toEqual({ ok: true, value: defaultSpec() });
  });
});

describe('random search beside a method', () => {
  it('is in the space of the method, and in the grammar beside one that has none', () => {
    const strategyOf = (strategy: object) => {
      const parsed = parseSpec({ strategy });
      if (!parsed.ok) throw new Error(parsed.error);
      return parsed.value.strategy;
    };
    expect(baselineOf(strategyOf({ id: 'mcts', space: 'cell' }))).toEqual({ id: 'random', space: 'cell' });
    expect(baselineOf(strategyOf({ id: 'evolution' }))).toEqual({ id: 'random' });
    // As saved runs and links have it.
    expect(strategyOf({ id: 'random' })).toEqual({ id: 'random' });
  });
});
