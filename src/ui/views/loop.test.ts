import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import type { Candidate, RunEvent } from '../../search/domain.ts';
import { applyEvent, emptyRun, foldRun } from '../../search/run/fold.ts';
import { defaultSpec } from '../../search/spec/spec.ts';
import { type Move, holdingsOf, movesBetween } from './loop.ts';

const events = syntheticRun(30);

/** Every move of the run, event by event. */
function allMoves(run: readonly RunEvent[]): readonly Move[] {
  let now = emptyRun;
  return run.flatMap((event) => {
    const before = now;
    now = applyEvent(now, event);
    return movesBetween(before, now);
  });
}

const asked = (id: number): RunEvent => ({
  at: 0,
  kind: 'asked',
  knew: 0,
  candidate: { id, arm: 'search', source: '', origin: { kind: 'sampled' } } satisfies Candidate,
});
const started = (patch: object = {}): RunEvent => ({
  at: 0,
  kind: 'started',
  spec: { ...defaultSpec(), ...patch },
  task: { inputShape: [40, 1], classes: 10 },
});

describe('the stations of the loop', () => {
  it('hold each candidate that is open once, and have counted each that is done with', () => {
    for (let length = 1; length <= events.length; length += 7) {
      const run = foldRun(events.slice(0, length));
      const now = holdingsOf(run);
      const done = now.refused + now.duplicate + now.screened + now.stopped + now.failed + now.scored;
      expect(now.checking.length + now.waiting.length + now.training.length).toBe(run.open.length);
      expect(done + run.open.length).toBe(now.asked);
      // In this run every other candidate is the search's own.
      expect(now.told).toBe(
        run.candidates.filter(({ candidate: { id }, outcome }) => id % 2 === 1 && outcome).length,
      );
    }
  });

  it('tell how far a training is in the unit that the run is set to', () => {
    const epochs = { ...defaultSpec().training, length: { unit: 'epochs' as const, count: 20 } };
    const point = { epoch: 5, step: 140, trainLoss: 1, valLoss: 1, valAccuracy: 0.5 };
    const way: RunEvent[] = [
      asked(1),
      { at: 1, kind: 'training', id: 1, trainer: 1 },
      { at: 2, kind: 'epoch', id: 1, point },
    ];
    const trainingOf = (first: RunEvent) => holdingsOf(foldRun([first, ...way])).training;
    expect(trainingOf(started())).toMatchObject([{ id: 1, done: 140, of: 400 }]);
    expect(trainingOf(started({ training: epochs }))).toMatchObject([{ id: 1, done: 5, of: 20 }]);
  });
});

describe('the moves between two moments', () => {
  it('lead every candidate from its writer to where it ends, without a gap', () => {
    const { candidates } = foldRun(events);
    const moves = allMoves(events);
    for (const { candidate, outcome, placement } of candidates) {
      const own = moves.filter(({ id }) => id === candidate.id);
      expect(own[0]?.from, `candidate ${candidate.id}`).toBe('writer');
      own.slice(1).forEach((move, i) => expect(move.from).toBe(own[i]?.to));
      const last = own.at(-1);
      const fell = outcome?.kind !== 'scored' || placement?.kind === 'kept-incumbent';
      expect(last?.end !== undefined, `candidate ${candidate.id}`).toBe(fell);
      if (outcome?.kind === 'rejected' || outcome?.kind === 'duplicate') expect(last?.to).toBe('sandbox');
      if (outcome?.kind === 'scored') expect(last?.to).toBe('archive');
    }
  });

  it('are none backwards in time, none without a change, and none for the epochs of a training', () => {
    const early = foldRun(events.slice(0, 60));
    const late = foldRun(events.slice(0, 61));
    expect(movesBetween(late, early)).toEqual([]);
    expect(movesBetween(late, late)).toEqual([]);
    const at = events.findIndex(({ kind }) => kind === 'epoch');
    expect(movesBetween(foldRun(events.slice(0, at)), foldRun(events.slice(0, at + 1)))).toEqual([]);
  });

  it('pass the screening only where there is one', () => {
    const compiled = events.find(({ kind }) => kind === 'compiled');
    if (compiled?.kind !== 'compiled') throw new Error('nothing was compiled');
    const stations = (first: RunEvent) =>
      allMoves([first, asked(1), { ...compiled, id: 1 }]).map(({ to }) => to);
    expect(stations(started())).toEqual(['sandbox']);
    const screening = { ...defaultSpec().screening, zeroCost: true };
    expect(stations(started({ screening }))).toEqual(['sandbox', 'screening']);
    expect(stations(started({ estimator: { id: 'zero-cost', proxy: 'vote', keep: 0.5 } }))).toEqual([
      'sandbox',
      'screening',
    ]);
  });

  it('end with the trainer where a training is stopped early', () => {
    const outcome = { kind: 'screened', stage: 'halving', message: '', steps: 28 } as const;
    const stopped: RunEvent[] = [
      started({ estimator: { id: 'asha', reduction: 4, rungs: 2 } }),
      asked(1),
      { at: 2, kind: 'training', id: 1, trainer: 1 },
      { at: 3, kind: 'finished', id: 1, outcome },
    ];
    expect(allMoves(stopped).at(-1)).toMatchObject({
      from: 'trainer',
      to: 'trainer',
      end: expect.any(String),
    });
    expect(holdingsOf(foldRun(stopped))).toMatchObject({ screened: 0, stopped: 1 });
  });
});
