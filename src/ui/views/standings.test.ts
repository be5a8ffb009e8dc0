import { describe, expect, it } from 'vitest';
import { type Contestant, standingsOf } from '../../search/compare/standings.ts';
import { Rng } from '../../search/random/rng.ts';
import { bandOf, onFloor, regretDomain } from './standingBands.ts';
import { points, rankOrder, sentencesOf } from './standings.ts';

/** Twenty searches that end with this regret, give or take so much. */
function contestant(key: string, regret: number, spread: number): Contestant {
  const rng = new Rng(key);
  const end = () => regret + 2 * spread * (rng.float() - 0.5);
  return { key, courses: Array.from({ length: 20 }, () => ({ regrets: [0.5, end()], ms: [100, 200] })) };
}

const clear = standingsOf(
  [contestant('random', 0.2, 0.01), contestant('tpe', 0.05, 0.02), contestant('evolution', 0.052, 0.02)],
  'evaluations',
  'random',
);

describe('standings in words and pictures', () => {
  it('name who is ahead, and from whom it cannot be told apart', () => {
    for (const test of ['nemenyi', 'wilcoxon'] as const) {
      const order = rankOrder(clear, test);
      expect(order.methods.at(-1)?.name).toBe('Random search');
      expect(order.cliques).toEqual([[0, 1]]);
      const [differ, ahead] = sentencesOf(clear, test);
      expect(differ).toContain('20 searches each, p < 0.001');
      expect(ahead).toMatch(/ahead with a mean rank of 1\.\d+, but cannot be told apart from/);
    }
    expect(rankOrder(clear, 'wilcoxon')).not.toHaveProperty('criticalDifference');
  });

  it('say so where nothing can be told apart', () => {
    const same = standingsOf(
      [contestant('random', 0.2, 0.05), contestant('mcts', 0.2, 0.05)],
      'evaluations',
      'random',
    );
    expect(sentencesOf(same, 'nemenyi').join()).toContain('cannot be told apart at all');
    expect(sentencesOf(same, 'nemenyi')).toHaveLength(1);
    const alone = standingsOf([contestant('random', 0.2, 0)], 'evaluations', 'random');
    expect(sentencesOf(alone, 'nemenyi')).toEqual(['A second method is needed to compare.']);
  });

  it('are drawn in seconds along time, with no regret at all on the floor of a logarithmic axis', () => {
    const stops = [{ x: 1500, regrets: [0, 0], rank: 1.5 }];
    const band = bandOf(stops, 'ms', 'regret', 'mean');
    expect(band).toEqual([{ x: 1.5, middle: 0, band: [0, 0] }]);
    expect(onFloor(band, 0.001)).toEqual([{ x: 1.5, middle: 0.001, band: [0.001, 0.001] }]);
    expect(bandOf(stops, 'ms', 'rank', 'mean')).toEqual([{ x: 1.5, middle: 1.5 }]);
    expect(regretDomain([band])[0]).toBeGreaterThan(0);
  });

  it('give regret in percentage points, with a true minus', () => {
    expect(points(0.01234)).toBe('1.23');
    expect(points(-0.1)).toBe('−10.00');
  });
});
