import { expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { emptyRun, foldRun } from '../run/fold.ts';
import { summarise } from './summary.ts';

it('counts the search’s own candidates and names the best of them', () => {
  const events = syntheticRun(60);
  const scores = events.flatMap((event) =>
    event.kind === 'finished' && event.outcome.kind === 'scored' && event.id % 2 === 1
      ? [event.outcome.valAccuracy]
      : [],
  );
  const rivals = events.flatMap((event) =>
    event.kind === 'finished' && event.outcome.kind === 'scored' && event.id % 2 === 0
      ? [event.outcome.valAccuracy]
      : [],
  );
  const summary = summarise(foldRun(events));
  expect(summary).toMatchObject({
    done: 60,
    best: Math.max(...scores),
    baselineBest: Math.max(...rivals),
    status: 'ended',
  });
  expect(summary?.trace).toHaveLength(40);
  expect(summary?.trace.at(-1)).toBe(Math.max(...scores));
  expect(summary?.trace).toEqual(summary?.trace.toSorted((a, b) => a - b));
});

it('has no best before anything is scored, and nothing to say before the run', () => {
  const begun = syntheticRun(1).slice(0, 3);
  expect(summarise(foldRun(begun))).toMatchObject({ done: 0, trace: [] });
  expect(summarise(foldRun(begun))?.best).toBeUndefined();
  expect(summarise(emptyRun)).toBeUndefined();
});
