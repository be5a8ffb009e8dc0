import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { foldRun } from './fold.ts';
import { pastUntil } from './past.ts';

const events = syntheticRun(20);

describe('the past of a run until a candidate', () => {
  it('ends with what became of it, its place in the archive included', () => {
    const whole = foldRun(events).candidates;
    for (const { candidate } of whole) {
      const { candidates } = foldRun(pastUntil(events, candidate.id));
      expect(candidates.at(-1)).toEqual(whole[candidate.id - 1]);
      expect(candidates).toHaveLength(candidate.id);
    }
  });

  it('takes with it what the method said to the outcome, and nothing that came later', () => {
    const [started, asked, finished] = [
      events[0],
      events.find(({ kind }) => kind === 'asked'),
      events.find(({ kind }) => kind === 'finished'),
    ];
    const note = {
      at: 9,
      kind: 'method',
      note: { method: 'switches', note: { kind: 'migrated', from: 0, to: 1, id: 1 } },
    } as const;
    const list = [started, asked, finished, note, { at: 9, kind: 'paused' }].flatMap(
      (event) => event ?? [],
    ) as typeof events;
    expect(pastUntil(list, 1)).toEqual(list.slice(0, 4));
  });

  it('is all there is without a candidate, or with one that was never done with', () => {
    expect(pastUntil(events)).toBe(events);
    expect(pastUntil(events, 9999)).toBe(events);
  });
});
