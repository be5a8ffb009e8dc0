import { describe, expect, it } from 'vitest';
import type { Appraised } from '../../search/estimators/appraisal/appraise.ts';
import { costWords, meaningOf, placesOf } from './appraisal.ts';

const half: Appraised = {
  id: { kind: 'fidelity', share: 1 / 2 },
  spearman: { value: 0.7, interval: [0.2, 0.9] },
  kendall: { value: 0.5, interval: [0.1, 0.8] },
  ms: 1500,
  share: 0.5,
  points: [
    { id: 4, estimate: 0.3, accuracy: 0.6 },
    { id: 7, estimate: 0.1, accuracy: 0.5 },
    { id: 9, estimate: 0.3, accuracy: 0.9 },
  ],
};

describe('an estimator in words', () => {
  it('costs its share and its time, its lessons, or nothing', () => {
    expect(costWords(half)).toBe('50\u00a0% · 1.5 s');
    expect(costWords({ ...half, share: 0.0123, ms: 37 })).toBe('1.2\u00a0% · 37 ms');
    expect(costWords({ ...half, id: { kind: 'predictor', predictor: 'ridge' }, taughtOn: 24 })).toBe(
      '24 full trainings, once',
    );
    expect(costWords({ ...half, id: { kind: 'size', figure: 'flops' }, ms: 0, share: 0 })).toBe('nothing');
  });

  it('is said to rank better than guessing, worse, or not to be told from it, by its interval', () => {
    const said = (interval: readonly [number, number]) =>
      meaningOf({ ...half, spearman: { value: 0.1, interval } }, 'spearman');
    expect(said([0.01, 0.2])).toContain('better than guessing');
    expect(said([-0.3, 0.4])).toContain('cannot be told from guessing');
    expect(said([-0.9, -0.1])).toContain('wrong way round');
  });

  it('puts three of four pairs in the right order at a tau of a half', () => {
    expect(meaningOf(half, 'kendall')).toContain('1/2 of the training: 0.50 (0.10 to 0.80), 3 networks.');
    expect(meaningOf(half, 'kendall')).toContain('75\u00a0% of all pairs');
  });

  it('gives equals their mean place, the best first', () => {
    expect(placesOf(half)).toEqual([
      { id: 4, own: 1.5, truth: 2 },
      { id: 7, own: 3, truth: 3 },
      { id: 9, own: 1.5, truth: 1 },
    ]);
  });
});
