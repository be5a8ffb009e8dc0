import { describe, expect, it } from 'vitest';
import { Asha, StoppingAsha } from './asha.ts';
import { BracketTurns, hyperbandBrackets } from './hyperband.ts';
import { MedianStopping } from './medianStopping.ts';
import { SuccessiveHalving } from './successiveHalving.ts';

describe('successive halving', () => {
  it('waits for a whole rung, keeps the best third and stops the others', () => {
    // Li et al. 2020, ASHA, figure 1, bracket 0: 9 trials, 3, 1.
    const halving = new SuccessiveHalving<string>({ trials: 9, reduction: 3, rungs: 3 });
    const values = { a: 5, b: 9, c: 1, d: 8, e: 2, f: 7, g: 3, h: 4 };
    for (const [id, value] of Object.entries(values)) expect(halving.report(id, 0, value)).toEqual([]);
    const promoted = (verdicts: ReturnType<typeof halving.report>) =>
      verdicts.filter(({ decision }) => decision === 'promote').map(({ id }) => id);
    expect(promoted(halving.report('i', 0, 6))).toEqual(['b', 'd', 'f']);
    expect(halving.report('d', 1, 20)).toEqual([]);
    expect(halving.report('b', 1, 10)).toEqual([]);
    expect(halving.report('f', 1, 30)).toEqual([
      { id: 'd', decision: 'stop' },
      { id: 'b', decision: 'stop' },
      { id: 'f', decision: 'promote' },
    ]);
    expect(halving.report('f', 2, 31)).toEqual([{ id: 'f', decision: 'stop' }]);
    expect(() => halving.report('g', 2, 1)).toThrow(RangeError);
  });

  it('counts a trial that failed as one that did not go on', () => {
    const halving = new SuccessiveHalving<number>({ trials: 4, reduction: 2, rungs: 2 });
    halving.report(1, 0, 0.1);
    halving.fail(0);
    halving.report(2, 0, 0.3);
    expect(halving.report(3, 0, 0.2)).toEqual([
      { id: 1, decision: 'stop' },
      { id: 2, decision: 'promote' },
      { id: 3, decision: 'stop' },
    ]);
  });
});

describe('Hyperband', () => {
  it('has the brackets of the paper’s table for R = 81 and eta = 3', () => {
    // Li et al. 2018, table 1.
    const table = hyperbandBrackets(81, 3).map(({ s, rungs }) => [
      s,
      ...rungs.map(({ trials, resource }) => `${trials}×${resource}`),
    ]);
    expect(table).toEqual([
      [4, '81×1', '27×3', '9×9', '3×27', '1×81'],
      [3, '34×3', '11×9', '3×27', '1×81'],
      [2, '15×9', '5×27', '1×81'],
      [1, '8×27', '2×81'],
      [0, '5×81'],
    ]);
  });

  it('does not lose a bracket to the rounding of logarithms', () => {
    // Math.log(243) / Math.log(3) is 4.999…
    expect(hyperbandBrackets(243, 3)).toHaveLength(6);
    expect(hyperbandBrackets(1, 3)).toEqual([{ s: 0, rungs: [{ trials: 1, resource: 1 }] }]);
  });

  it('hands out as many trials of a pass to each bracket as it begins with', () => {
    const turns = new BracketTurns(hyperbandBrackets(9, 3));
    // Of 9, 5 and 3: 17 in a pass.
    const given = Array.from({ length: 17 }, () => turns.next());
    expect([2, 1, 0].map((s) => given.filter((each) => each === s).length)).toEqual([9, 5, 3]);
    expect(given.slice(0, 5)).toEqual([2, 1, 2, 2, 0]);
  });
});

describe('ASHA', () => {
  it('promotes whoever is among the best third of a rung, the highest rung first, and else begins anew', () => {
    // By hand after algorithm 2 of Li et al. 2020, with eta = 3 and rungs at 1, 3 and 9.
    const asha = new Asha<string>(3, 3);
    expect(asha.next()).toBe('new');
    asha.report('a', 0, 0.5);
    asha.report('b', 0, 0.7);
    expect(asha.next()).toBe('new');
    expect(asha.decide('b', 0)).toBe('wait');
    asha.report('c', 0, 0.6);
    expect(asha.decide('b', 0)).toBe('promote');
    expect(asha.next()).toEqual({ id: 'b', rung: 1 });
    expect(asha.next()).toBe('new');
    // A promotion may turn out wrong: better ones follow it.
    asha.report('d', 0, 0.9);
    asha.report('e', 0, 0.8);
    asha.report('f', 0, 0.1);
    expect(asha.next()).toEqual({ id: 'd', rung: 1 });
    // Of six the best two are d and e, of which e is not promoted yet.
    expect(asha.next()).toEqual({ id: 'e', rung: 1 });
    expect(asha.next()).toBe('new');
    asha.report('b', 1, 0.75);
    asha.report('d', 1, 0.95);
    asha.report('e', 1, 0.85);
    asha.report('g', 0, 0.99);
    asha.report('h', 0, 0.98);
    asha.report('i', 0, 0.97);
    // From the higher rung first.
    expect(asha.next()).toEqual({ id: 'd', rung: 2 });
    expect(asha.next()).toEqual({ id: 'g', rung: 1 });
    asha.report('d', 2, 0.96);
    expect(asha.decide('d', 2)).toBe('stop');
  });

  it('that cannot lay trials aside stops what is not among the best quarter of its rung so far', () => {
    const asha = new StoppingAsha<number>(4);
    const decisions = [0.5, 0.4, 0.6, 0.55, 0.58, 0.7, 0.1, 0.65].map(
      (value, id) => asha.report(id, 0, value).decision,
    );
    // Fewer than eight have room for one: the best so far. Of eight the best two are 0.7 and 0.65.
    expect(decisions).toEqual(['promote', 'stop', 'promote', 'stop', 'stop', 'promote', 'stop', 'promote']);
    expect(asha.report(8, 0, 0.64)).toEqual({ decision: 'stop', bar: 0.65 });
    // Rungs know nothing of each other.
    expect(asha.report(0, 1, 0.2).decision).toBe('promote');
  });

  it('takes a trial that begins anew by its last word', () => {
    const asha = new StoppingAsha<number>(2);
    asha.report(1, 0, 0.9);
    asha.report(1, 0, 0.3);
    expect(asha.report(2, 0, 0.5)).toEqual({ decision: 'promote', bar: 0.5 });
  });
});

describe('median stopping', () => {
  const completed = (rule: MedianStopping<string>, id: string, ...values: readonly number[]) => {
    values.forEach((value, i) => rule.report(id, i + 1, value));
    rule.complete(id);
  };

  it('completes five trials, then stops what is below the median of those at the same step', () => {
    const rule = new MedianStopping<string>();
    completed(rule, 'a', 0.1, 0.5);
    completed(rule, 'b', 0.2, 0.6);
    completed(rule, 'c', 0.3, 0.7);
    completed(rule, 'd', 0.4, 0.8);
    // The fifth is started up whatever it is worth.
    expect(rule.report('e', 1, 0).decision).toBe('promote');
    rule.report('e', 2, 0);
    rule.complete('e');
    // Of 0, 0.1, 0.2, 0.3 and 0.4 the median is 0.2; of 0, 0.5, 0.6, 0.7 and 0.8 it is 0.6.
    expect(rule.report('f', 1, 0.19)).toEqual({ decision: 'stop', bar: 0.2 });
    expect(rule.report('g', 1, 0.2)).toEqual({ decision: 'promote', bar: 0.2 });
    expect(rule.report('g', 2, 0.59)).toEqual({ decision: 'stop', bar: 0.6 });
  });

  it('goes by the best that a trial has come to, and knows no median where nobody was', () => {
    const rule = new MedianStopping<string>(1);
    completed(rule, 'a', 0.5, 0.5);
    rule.report('b', 1, 0.6);
    expect(rule.report('b', 2, 0.1).decision).toBe('promote');
    expect(rule.report('b', 3, 0)).toEqual({ decision: 'promote' });
  });

  it('does not count what was stopped, and forgets a trial that begins anew', () => {
    const rule = new MedianStopping<string>(1);
    completed(rule, 'a', 0.5);
    rule.report('b', 1, 0.1);
    expect(rule.report('c', 1, 0.4)).toEqual({ decision: 'stop', bar: 0.5 });
    rule.report('d', 1, 0.9);
    rule.begin('d');
    expect(rule.report('d', 1, 0.4).decision).toBe('stop');
  });
});
