import { describe, expect, it } from 'vitest';
import { type SearchOptions, specificationOf } from './specification.ts';

const options = (given: Partial<SearchOptions>): SearchOptions => ({
  strategy: 'evolution',
  set: [],
  rest: { seed: 3 },
  ...given,
});

const fault = (given: Partial<SearchOptions>) => {
  const parsed = specificationOf(options(given));
  return parsed.ok ? 'none' : parsed.error;
};

const value = (given: Partial<SearchOptions>) => {
  const parsed = specificationOf(options(given));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

describe('what npm run search is asked for', () => {
  it('is twelve candidates of the strategy unless more is said', () => {
    expect(value({})).toMatchObject({
      strategy: { id: 'evolution' },
      budget: { unit: 'evaluations', count: 12 },
      seed: 3,
    });
  });

  it('is a preset with its own budget and training', () => {
    expect(value({ strategy: 'evoprompting', preset: 'paper' })).toMatchObject({
      strategy: { id: 'evoprompting', prompts: 10, samples: 16 },
      budget: { count: 1604 },
      training: { length: { unit: 'steps', count: 8000 } },
      seed: 3,
    });
  });

  it('lets options go over a preset, and settings by their address keys over both', () => {
    const spec = value({
      strategy: 'llmatic',
      preset: 'lite',
      budget: { unit: 'evaluations', count: 5 },
      length: { unit: 'steps', count: 40 },
      set: ['variant=mutation-only', 'niches=9', 'niches=16'],
    });
    expect(spec).toMatchObject({
      strategy: { id: 'llmatic', variant: 'mutation-only', niches: 16 },
      budget: { count: 5 },
      training: { length: { unit: 'steps', count: 40 } },
    });
  });

  it.each([
    [{ strategy: 'chat' }, 'needs a person'],
    [{ strategy: 'random', preset: 'lite' }, 'random has no presets'],
    [{ strategy: 'gptnas', preset: 'huge' }, 'only lite and paper'],
    [{ strategy: 'magic' }, 'strategy'],
    [{ set: ['niches=9'] }, '“niches” in the address does not go with'],
    [{ set: ['population=many'] }, 'a number is wanted'],
  ])('says what cannot be in %j', (given, named) => {
    expect(fault(given)).toContain(named);
  });
});
