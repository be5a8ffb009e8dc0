import { describe, expect, it } from 'vitest';
import { Brackets, type RungVerdict } from './brackets.ts';
import { hyperbandBrackets } from './schedulers/hyperband.ts';

/** Reports a trial, and keeps the verdict under its name. */
function judge() {
  const verdicts: Record<string, RungVerdict> = {};
  const report = (trial: ReturnType<Brackets['enter']>, name: string, rung: number, value: number) =>
    trial.report(rung, value, (verdict) => (verdicts[name] = verdict));
  return { verdicts, report };
}

describe('brackets of trials that come one by one', () => {
  it('are those of Hyperband in turn: of nine, five and three trials for a reduction of three', () => {
    // Li et al. 2018, algorithm 1 with R = 9 and eta = 3: 9 × 1/9, 5 × 1/3, 3 × 1.
    const brackets = new Brackets(hyperbandBrackets(9, 3), 3);
    const shares = Array.from({ length: 18 }, () => brackets.enter().shares);
    const [ninth, third] = [1 / 9, 1 / 3];
    expect(shares).toEqual([
      ...Array.from({ length: 9 }, () => [ninth, third]),
      ...Array.from({ length: 5 }, () => [third]),
      ...Array.from({ length: 3 }, () => []),
      [ninth, third],
    ]);
  });

  it('say nothing until a rung is full, and then of all on it', () => {
    const brackets = new Brackets(hyperbandBrackets(9, 3).slice(0, 1), 3);
    const trials = Array.from({ length: 9 }, () => brackets.enter());
    const { verdicts, report } = judge();
    trials.slice(0, 8).forEach((trial, i) => report(trial, String(i), 0, i / 10));
    expect(verdicts).toEqual({});
    trials[8]?.fail(0);
    // Eight of nine are there: floor(8 / 3) = 2 go on, 7 and 6.
    const promoted = Object.entries(verdicts).filter(([, { decision }]) => decision === 'promote');
    expect(promoted.map(([name]) => name)).toEqual(['6', '7']);
    expect(verdicts['0']).toEqual({ decision: 'stop', bar: 0.6 });
    const next = judge();
    if (trials[6]) next.report(trials[6], '6', 1, 0.9);
    expect(next.verdicts).toEqual({});
    if (trials[7]) next.report(trials[7], '7', 1, 0.8);
    expect(next.verdicts).toEqual({
      6: { decision: 'promote', bar: 0.9 },
      7: { decision: 'stop', bar: 0.9 },
    });
  });

  it('go on with those that are there when no more come, one at least, and begin the next bracket', () => {
    const brackets = new Brackets(hyperbandBrackets(9, 3), 3);
    const [a, b] = [brackets.enter(), brackets.enter()];
    const { verdicts, report } = judge();
    report(a, 'a', 0, 0.4);
    brackets.close();
    // One of the two that began is still at it.
    expect(verdicts).toEqual({});
    report(b, 'b', 0, 0.5);
    expect(verdicts).toEqual({ a: { decision: 'stop', bar: 0.5 }, b: { decision: 'promote', bar: 0.5 } });
    expect(brackets.enter().shares).toEqual([1 / 3]);
  });
});
