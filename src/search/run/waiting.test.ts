import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../domain.ts';
import { defaultSpec } from '../spec/spec.ts';
import { foldRun } from './fold.ts';
import { waitShare } from './waiting.ts';

const started = (workers: number, count = 10): RunEvent => ({
  at: 0,
  kind: 'started',
  spec: { ...defaultSpec(), baseline: false, workers, budget: { unit: 'evaluations', count } },
  task: { inputShape: [40, 1], classes: 10 },
});
const asked = (at: number, id: number): RunEvent => ({
  at,
  kind: 'asked',
  knew: 0,
  candidate: { id, arm: 'search', source: '', origin: { kind: 'sampled' } },
});
const training = (at: number, id: number, trainer = 1): RunEvent => ({ at, kind: 'training', id, trainer });
const finished = (at: number, id: number): RunEvent => ({
  at,
  kind: 'finished',
  id,
  outcome: { kind: 'failed', reason: 'diverged', message: '' },
});

const share = (...events: RunEvent[]) => waitShare(foldRun(events));

describe('the share of time in which trainers wait', () => {
  it('is unknown before any time has passed', () => {
    expect(share()).toBeUndefined();
    expect(share(started(1))).toBeUndefined();
  });

  it('is what a lone trainer spends between two networks, and before the first', () => {
    // 0-10 waiting, 10-70 training, 70-80 waiting, 80-100 training.
    expect(
      share(
        started(1),
        asked(10, 1),
        training(10, 1),
        finished(70, 1),
        asked(80, 2),
        training(80, 2),
        finished(100, 2),
      ),
    ).toBeCloseTo(20 / 100);
  });

  it('is taken over all trainers', () => {
    // The first trains from 0 to 100, the second from 40 to 100.
    expect(
      share(
        started(2),
        asked(0, 1),
        training(0, 1),
        asked(40, 2),
        training(40, 2, 2),
        finished(100, 1),
        finished(100, 2),
      ),
    ).toBeCloseTo(40 / 200);
  });

  it('counts no trainer that the rest of the budget has no work for', () => {
    // The second trainer is done at 50, when the budget of two is spent.
    expect(
      share(
        started(2, 2),
        asked(0, 1),
        training(0, 1),
        asked(0, 2),
        training(0, 2, 2),
        finished(50, 2),
        finished(100, 1),
      ),
    ).toBe(0);
  });

  it('does not count the time of a pause', () => {
    // 0-10 training, a pause until 1010 in which the training ends, 10 of waiting, 20 of training.
    expect(
      share(
        started(1),
        asked(0, 1),
        training(0, 1),
        { at: 10, kind: 'paused' },
        finished(50, 1),
        { at: 1010, kind: 'resumed' },
        asked(1020, 2),
        training(1020, 2),
        finished(1040, 2),
      ),
    ).toBeCloseTo(10 / 40);
  });

  it('takes a network that is moved to another trainer for one in training', () => {
    expect(share(started(1), asked(0, 1), training(0, 1), training(30, 1, 2), finished(60, 1))).toBe(0);
  });
});
