import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import type { Candidate, Outcome, RunEvent } from '../../search/domain.ts';
import { foldRun } from '../../search/run/fold.ts';
import { pastUntil } from '../../search/run/past.ts';
import { defaultSpec } from '../../search/spec/spec.ts';
import { TimelineBuilder, eventsAfter, playedUntil, stopsUntil } from './timeline.ts';

const timelineOf = (events: readonly RunEvent[]) => {
  const builder = new TimelineBuilder();
  builder.append(events);
  return builder.timeline;
};

const spec = { ...defaultSpec(), workers: 1 };
const started: RunEvent = { at: 0, kind: 'started', spec, task: { inputShape: [40, 1], classes: 10 } };
const asked = (at: number, id: number, arm: Candidate['arm'] = 'search'): RunEvent => ({
  at,
  kind: 'asked',
  knew: 0,
  candidate: { id, arm, source: '', origin: { kind: 'sampled' } },
});
const cancelled: Outcome = { kind: 'cancelled' };
const finished = (at: number, id: number): RunEvent => ({ at, kind: 'finished', id, outcome: cancelled });
const placed = (at: number, id: number): RunEvent => ({
  at,
  kind: 'placed',
  id,
  placement: { cell: [0, 0], kind: 'new' },
});

describe('the timeline of a run', () => {
  it('halts after every candidate, where a run can branch', () => {
    const events = syntheticRun(20);
    const { stops } = timelineOf(events);
    expect(stops.map(({ id }) => id)).toEqual(
      foldRun(events).candidates.map(({ candidate }) => candidate.id),
    );
    for (const { id, position } of stops)
      expect(events.slice(0, position), `candidate ${id}`).toEqual(pastUntil(events, id));
  });

  it('knows whose a candidate was and what it reached', () => {
    const events = syntheticRun(20);
    const { candidates } = foldRun(events);
    for (const { id, arm, accuracy } of timelineOf(events).stops) {
      const record = candidates[id - 1];
      expect(arm).toBe(record?.candidate.arm);
      expect(accuracy).toBe(record?.outcome?.kind === 'scored' ? record.outcome.valAccuracy : undefined);
    }
  });

  it('marks what was changed between the candidates, with what was there before', () => {
    const { marks } = timelineOf([
      started,
      asked(1, 1),
      asked(1, 2, 'baseline'),
      finished(5, 1),
      placed(5, 1),
      { at: 6, kind: 'changed', patch: { workers: 2 } },
      asked(7, 3),
      { at: 8, kind: 'changed', patch: { workers: 3 } },
      { at: 9, kind: 'paused' },
      { at: 10, kind: 'notice', notice: { level: 'info', message: 'Hear.' } },
    ]);
    expect(
      marks.map((mark) => [
        mark.kind,
        mark.position,
        mark.after,
        mark.tried,
        mark.kind === 'changed' ? mark.before.workers : undefined,
      ]),
    ).toEqual([
      ['changed', 6, 1, 1, 1],
      ['changed', 8, 1, 2, 2],
      ['paused', 9, 1, 2, undefined],
      ['notice', 10, 1, 2, undefined],
    ]);
  });

  it('finds how many candidates were done with at any place', () => {
    const timeline = timelineOf([
      started,
      asked(1, 1),
      finished(5, 1),
      placed(5, 1),
      asked(6, 2),
      finished(9, 2),
    ]);
    expect([0, 3, 4, 5, 6].map((position) => stopsUntil(timeline, position))).toEqual([0, 0, 1, 1, 2]);
  });

  it('plays at the pace of the run, but for long silences', () => {
    const timeline = timelineOf([started, asked(500, 1), finished(60_500, 1), asked(60_600, 2)]);
    expect(timeline.times).toEqual([0, 500, 3500, 3600]);
    expect([0, 499, 500, 3499, 9999].map((ms) => eventsAfter(timeline, ms))).toEqual([1, 1, 2, 2, 4]);
    expect([0, 1, 3].map((position) => playedUntil(timeline, position))).toEqual([0, 0, 3500]);
  });
});
