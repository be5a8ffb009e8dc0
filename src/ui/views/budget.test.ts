import { describe, expect, it } from 'vitest';
import { foldRun } from '../../search/run/fold.ts';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { isSpent } from './budget.ts';

describe('a budget', () => {
  const run = { ...foldRun(syntheticRun(12)), at: 90_000 };

  it('of evaluations is spent when the search arm has asked for as many', () => {
    expect(isSpent({ unit: 'evaluations', count: 12 }, run)).toBe(true);
    expect(isSpent({ unit: 'evaluations', count: 13 }, run)).toBe(false);
  });

  it('of minutes is spent when so much time has gone by', () => {
    expect(isSpent({ unit: 'minutes', count: 1.5 }, run)).toBe(true);
    expect(isSpent({ unit: 'minutes', count: 1.6 }, run)).toBe(false);
  });
});
