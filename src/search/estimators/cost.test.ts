import { describe, expect, it } from 'vitest';
import { aScore } from '../testing/architectures.ts';
import { isStoppedEarly, stepsSpent } from './cost.ts';

const scored = { kind: 'scored', params: 1, flops: 1, activationBytes: 1, ...aScore(0.5) } as const;
const screened = { kind: 'screened', stage: 'halving', message: '' } as const;

describe('the steps that were spent on a candidate', () => {
  it('are those of its training and of a short one before it', () => {
    expect(stepsSpent({ ...scored, steps: 400 }, 380)).toBe(400);
    expect(stepsSpent({ ...scored, steps: 400, screeningSteps: 40 }, 380)).toBe(440);
  });

  it('are what was taken where it was stopped, failed or goes on', () => {
    expect(stepsSpent({ ...screened, steps: 25 }, 20)).toBe(25);
    expect(stepsSpent({ ...screened, stage: 'size' }, 0)).toBe(0);
    expect(stepsSpent({ kind: 'failed', reason: 'diverged', message: '' }, 56)).toBe(56);
    expect(stepsSpent(undefined, 28)).toBe(28);
  });
});

it('a short training that was not passed is no training stopped early', () => {
  expect(isStoppedEarly(screened)).toBe(true);
  expect(isStoppedEarly({ ...screened, stage: 'short' })).toBe(false);
  expect(isStoppedEarly(scored)).toBe(false);
});
