import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { foldRun } from './fold.ts';
import { RunHistory } from './history.ts';

describe('the history of a run', () => {
  const events = syntheticRun(40);
  const history = new RunHistory();
  // In batches, as a run hands them over.
  for (let from = 0; from < events.length; from += 37) history.append(events.slice(from, from + 37));

  it('shows each place in the past as the fold of the events until there', () => {
    expect(events.length).toBeGreaterThan(600);
    for (const count of [0, 1, 255, 256, 257, 400, 512, events.length - 1])
      expect(history.at(count)).toEqual(foldRun(events.slice(0, count)));
  });

  it('ends in the present', () => {
    expect(history.at(events.length)).toBe(history.now);
    expect(history.at(Infinity)).toBe(history.now);
    expect(history.now).toEqual(foldRun(events));
    expect(history.events).toEqual(events);
  });
});
