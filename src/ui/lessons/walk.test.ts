import { describe, expect, it } from 'vitest';
import { emptyRun } from '../../search/run/fold.ts';
import { defaultSpec } from '../../search/spec/spec.ts';
import { type Happening, aRun, asked, finished, scored, started } from './aRun.ts';
import type { Lesson, Wager } from './lesson.ts';
import { advance, beginning, isComplete, outcomeOf, placeBet, resumed, skip } from './walk.ts';

const text = () => '';
const wager: Wager = {
  id: 'bet',
  at: 'race',
  text,
  bet: {
    choices: [],
    outcome: (run, since) => (run.candidates.length > since.candidates ? 'more' : undefined),
  },
};
const lesson: Lesson = {
  id: 'random',
  title: text,
  goal: text,
  setup: {},
  steps: [
    { id: 'start', at: 'transport', text, begins: true, isDone: ({ run }) => run.status !== 'idle' },
    {
      id: 'two more',
      at: 'race',
      text,
      isDone: ({ run, since }) => run.candidates.length >= since.candidates + 2,
      readings: [
        { id: 'tried', label: text, unit: 'count', of: (run) => run.candidates.length },
        { id: 'unknown', label: text, unit: 'count', of: () => undefined },
      ],
    },
    wager,
    { id: 'choose', at: 'candidates', text, isDone: ({ chosen }) => chosen === 1 },
  ],
  question: {
    text,
    answers: [
      { text, isRight: false, feedback: text },
      { text, isRight: true, feedback: text },
    ],
  },
  notes: { minutes: 1, before: text, asks: [] },
};
const spec = defaultSpec();
const glance = (...events: Happening[]) => ({ spec, run: aRun(...events) });

describe('A walk', () => {
  it('stays where it is while nothing was done', () => {
    expect(advance(lesson, beginning, { spec, run: emptyRun })).toBe(beginning);
  });

  it('goes on as soon as a step is done, and counts from then', () => {
    const begun = advance(lesson, beginning, glance(started(), asked(1)));
    expect(begun.step).toBe(1);
    expect(begun.since.candidates).toBe(1);
    expect(advance(lesson, begun, glance(started(), asked(1), asked(2)))).toBe(begun);
    expect(advance(lesson, begun, glance(started(), asked(1), asked(2), asked(3))).step).toBe(2);
  });

  it('keeps what a step reads off, and nothing of what the run does not have', () => {
    const at = { ...beginning, step: 1 };
    expect(advance(lesson, at, glance(started(), asked(1), asked(2))).readings).toEqual({ tried: 2 });
  });

  it('counts from the beginning of a new run that is shorter than the old', () => {
    const at = { ...beginning, step: 1, since: { candidates: 50, changes: 0 } };
    expect(advance(lesson, at, glance(started(), asked(1))).step).toBe(1);
    expect(advance(lesson, at, glance(started(), asked(1), asked(2))).step).toBe(2);
  });

  it('waits for a bet, and knows its outcome from what comes after', () => {
    const one = glance(started(), asked(1));
    const at = { ...beginning, step: 2 };
    expect(advance(lesson, at, one)).toBe(at);
    const betted = advance(lesson, placeBet(at, wager, 'more', one), one);
    expect(betted.step).toBe(3);
    const placed = betted.bets.bet;
    if (!placed) throw new Error('no bet');
    expect(outcomeOf(wager.bet, placed, one.run)).toBeUndefined();
    expect(outcomeOf(wager.bet, placed, aRun(started(), asked(1), asked(2)))).toBe('more');
  });

  it('does not go back when what was done is undone', () => {
    const at = { ...beginning, step: 3 };
    const done = advance(lesson, at, { ...glance(started(), asked(1)), chosen: 1 });
    expect(done.step).toBe(4);
    expect(advance(lesson, done, glance(started(), asked(1)))).toBe(done);
  });

  it('goes over a step that is skipped, and over no more', () => {
    expect(skip(lesson, beginning, { spec, run: emptyRun }).step).toBe(1);
    const end = { ...beginning, step: 4 };
    expect(skip(lesson, end, { spec, run: emptyRun })).toBe(end);
  });

  it('is taken up again where a run begins, but at the question when only that is left', () => {
    expect(resumed(lesson, { ...beginning, step: 3 }).step).toBe(0);
    expect(resumed(lesson, { ...beginning, step: 4 }).step).toBe(4);
  });

  it('is complete with the right answer only', () => {
    expect(isComplete(lesson, { ...beginning, step: 4 })).toBe(false);
    expect(isComplete(lesson, { ...beginning, step: 4, answer: 0 })).toBe(false);
    expect(isComplete(lesson, { ...beginning, step: 4, answer: 1 })).toBe(true);
  });

  it('goes over several steps at once when all are done', () => {
    const at = { ...placeBet(beginning, wager, 'more', glance(started())), step: 2 };
    const all = { ...glance(started(), asked(1), finished(1, scored(0.5))), chosen: 1 };
    expect(advance(lesson, at, all).step).toBe(4);
  });
});
