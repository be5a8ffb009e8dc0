import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { Ensemble, independentThompson } from './ensemble.ts';
import type { Predictor } from './predictor.ts';

/** Says one thing of every row. */
const oracle = (value: number): Predictor => ({ fit: () => {}, predict: (x) => x.map(() => value) });

describe('an ensemble', () => {
  it('says the mean of its members, and how far they are apart', () => {
    // Of 1, 2 and 6: mean 3, variance (4 + 1 + 9) / 3.
    const [judgement] = new Ensemble([oracle(1), oracle(2), oracle(6)]).judge([[0]]);
    expect(judgement?.mean).toBeCloseTo(3, 12);
    expect(judgement?.deviation).toBeCloseTo(Math.sqrt(14 / 3), 12);
  });

  it('teaches every member the same', () => {
    const taught: unknown[] = [];
    const pupil: Predictor = { fit: (x, y) => void taught.push([x, y]), predict: () => [] };
    new Ensemble([pupil, pupil]).fit([[1]], [2]);
    expect(taught).toEqual([
      [[[1]], [2]],
      [[[1]], [2]],
    ]);
  });
});

describe('independent Thompson sampling', () => {
  const shares = (judgements: Parameters<typeof independentThompson>[0], draws = 20_000) => {
    const rng = new Rng('thompson');
    const wins = judgements.map(() => 0);
    for (let i = 0; i < draws; i++) {
      const [winner = -1] = independentThompson(judgements, rng);
      wins[winner] = (wins[winner] ?? 0) + 1;
    }
    return wins.map((count) => count / draws);
  };

  it('takes the greatest mean where nothing is unsure', () => {
    const sure = [0.3, 0.9, 0.5].map((mean) => ({ mean, deviation: 0 }));
    expect(shares(sure, 100)).toEqual([0, 1, 0]);
  });

  it('takes one of two as often as the normal distribution has it', () => {
    // The difference is normal of mean 1 and variance 1 + 3: the first wins with Φ(1 / 2) = 0.69146, standard error 0.0033.
    const [first = NaN] = shares([
      { mean: 1, deviation: 1 },
      { mean: 0, deviation: Math.sqrt(3) },
    ]);
    expect(Math.abs(first - 0.69146)).toBeLessThan(0.0165);
  });

  it('draws for each candidate independently: of three alike, each wins a third', () => {
    for (const share of shares(Array(3).fill({ mean: 0, deviation: 1 })))
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.0167);
  });

  it('puts all in the order of their draws: of three that are sure, the greatest first', () => {
    const sure = [0.3, 0.9, 0.5, 0.9].map((mean) => ({ mean, deviation: 0 }));
    expect(independentThompson(sure, new Rng(1))).toEqual([1, 3, 2, 0]);
    expect(independentThompson([], new Rng(1))).toEqual([]);
  });
});
