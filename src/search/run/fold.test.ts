import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../domain.ts';
import { defaultSpec } from '../spec/spec.ts';
import { anArchitecture, aPoint, aScore } from '../testing/architectures.ts';
import { applyEvent, emptyRun, foldRun } from './fold.ts';

const started: RunEvent = {
  at: 0,
  kind: 'started',
  spec: defaultSpec(),
  task: { inputShape: [40, 1], classes: 10 },
};
const asked = (id: number, at = id): RunEvent => ({
  at,
  kind: 'asked',
  knew: 0,
  candidate: { id, arm: 'search', source: `// ${id}`, origin: { kind: 'sampled' } },
});
const scored = (id: number, at: number): RunEvent => ({
  at,
  kind: 'finished',
  id,
  outcome: { kind: 'scored', params: 10, flops: 20, activationBytes: 40, ...aScore(0.5) },
});

describe('the fold', () => {
  it('gathers all that is said of one candidate', () => {
    const architecture = anArchitecture('a');
    const run = foldRun([
      started,
      asked(1, 5),
      { at: 6, kind: 'compiled', id: 1, architecture },
      { at: 7, kind: 'training', id: 1, trainer: 2 },
      { at: 8, kind: 'epoch', id: 1, point: aPoint(1, 0.4) },
      { at: 9, kind: 'epoch', id: 1, point: aPoint(2, 0.5) },
      scored(1, 10),
    ]);
    expect(run.candidates).toEqual([
      {
        candidate: expect.objectContaining({ id: 1 }),
        askedAt: 5,
        architecture,
        trainer: 2,
        startedAt: 7,
        curve: [aPoint(1, 0.4), aPoint(2, 0.5)],
        outcome: expect.objectContaining({ kind: 'scored' }),
        finishedAt: 10,
      },
    ]);
  });

  it('begins the curve anew when training begins anew on another trainer', () => {
    const run = foldRun([
      started,
      asked(1),
      { at: 2, kind: 'training', id: 1, trainer: 1 },
      { at: 3, kind: 'epoch', id: 1, point: aPoint(1, 0.9) },
      { at: 4, kind: 'training', id: 1, trainer: 2 },
      { at: 5, kind: 'epoch', id: 1, point: aPoint(1, 0.4) },
    ]);
    expect(run.candidates[0]).toMatchObject({ trainer: 2, curve: [aPoint(1, 0.4)] });
  });

  it('keeps the elite of a cell until a better one takes it', () => {
    const place = (id: number, kind: 'new' | 'improved' | 'kept-incumbent'): RunEvent => ({
      at: 9,
      kind: 'placed',
      id,
      placement: { cell: [3, 4], kind },
    });
    const run = [place(1, 'new'), place(2, 'kept-incumbent')].reduce(
      applyEvent,
      foldRun([started, asked(1), asked(2), asked(3)]),
    );
    expect(run.archives.search.get('3,4')).toBe(1);
    expect(applyEvent(run, place(3, 'improved')).archives.search.get('3,4')).toBe(3);
  });

  it('follows pause, resume, change and end', () => {
    const running = foldRun([started]);
    const paused = applyEvent(running, { at: 1, kind: 'paused' });
    expect(paused.status).toBe('paused');
    const changed = applyEvent(paused, { at: 2, kind: 'changed', patch: { workers: 3 } });
    expect(changed.spec?.workers).toBe(3);
    expect(changed.changes).toEqual([{ at: 2, patch: { workers: 3 } }]);
    const ended = applyEvent(applyEvent(changed, { at: 3, kind: 'resumed' }), {
      at: 4,
      kind: 'ended',
      reason: 'budget',
    });
    expect(ended).toMatchObject({ status: 'ended', end: { reason: 'budget', at: 4 } });
  });

  it('starts over at a new run', () => {
    expect(foldRun([started, asked(1), started]).candidates).toEqual([]);
  });

  it('changes no earlier state', () => {
    const before = foldRun([started, asked(1)]);
    applyEvent(before, scored(1, 9));
    expect(before.candidates[0]?.outcome).toBeUndefined();
    expect(emptyRun.candidates).toEqual([]);
  });

  it('refuses a list with a hole in it', () => {
    expect(() => foldRun([started, asked(2)])).toThrow('out of order');
    expect(() => foldRun([started, scored(1, 1)])).toThrow('never asked');
  });
});
