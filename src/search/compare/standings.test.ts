import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { type Contestant, type Course, standingsOf } from './standings.ts';

const course = (regrets: readonly number[], ms = regrets.map((_, i) => 100 * (i + 1))): Course => ({
  regrets,
  ms,
});
const contestant = (key: string, ...courses: readonly Course[]): Contestant => ({ key, courses });

/** Searches that end with these regrets, after one of 0.5. */
const ending = (key: string, regrets: readonly number[]) =>
  contestant(key, ...regrets.map((regret) => course([0.5, regret])));

describe('methods on a known space', () => {
  it('are compared after as many evaluations as each has, with ranks that share ties', () => {
    const found = standingsOf(
      [
        contestant('a', course([0.4, 0.2, 0.1]), course([0.4, 0.1])),
        contestant('b', course([0.3, 0.2, 0]), course([0.3, 0.3, 0])),
      ],
      'evaluations',
      'a',
    );
    expect(found.end).toBe(2);
    expect(found.standings.map(({ rank }) => rank)).toEqual([1.25, 1.75]);
    expect(found.stops[0]?.stops).toEqual([
      { x: 1, regrets: [0.4, 0.4], rank: 2 },
      { x: 2, regrets: [0.2, 0.1], rank: 1.25 },
    ]);
  });

  it('are compared at the same time, until the first search ends', () => {
    const found = standingsOf(
      [
        contestant('quick', course([0.4, 0.2, 0], [10, 20, 30])),
        contestant('slow', course([0.4, 0.1, 0], [40, 80, 120])),
      ],
      'ms',
      'slow',
    );
    expect(found.end).toBe(30);
    // By then the slow one has not trained its first network, and is taken to have it.
    expect(found.standings.map(({ mean }) => mean)).toEqual([0, 0.4]);
    expect(found.standings[0]?.solved).toBe(1);
  });

  it('find a clear difference beyond chance, and none where there is none', () => {
    const rng = new Rng(1);
    const draw = (middle: number) => Array.from({ length: 60 }, () => middle + 0.02 * rng.float());
    const found = standingsOf(
      [ending('good', draw(0.01)), ending('same', draw(0.05)), ending('random', draw(0.05))],
      'evaluations',
      'random',
    );
    const [good, same, random] = found.standings;
    expect(good?.versus?.p).toBeLessThan(0.001);
    expect(good?.versus?.interval[1]).toBeLessThan(0);
    expect(good?.versus?.mean).toBeCloseTo((good?.mean ?? 0) - (random?.mean ?? 0), 12);
    expect(same?.versus?.p).toBeGreaterThan(0.05);
    expect(random).not.toHaveProperty('versus');
    expect(found.friedman?.p).toBeLessThan(0.001);
    const apart = found.pairs.filter(({ p }) => p < 0.05).map(({ a, b }) => [a, b]);
    expect(apart).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });

  it('have a mean within its interval, the same for the same seed', () => {
    const regrets = [0, 0.01, 0.02, 0.02, 0.09];
    const reckon = () => standingsOf([ending('a', regrets)], 'evaluations', 'a');
    const [standing] = reckon().standings;
    expect(standing?.mean).toBeCloseTo(0.028, 12);
    expect(standing?.median).toBe(0.02);
    expect(standing?.solved).toBe(0.2);
    expect(standing?.interval[0]).toBeLessThan(0.028);
    expect(standing?.interval[1]).toBeGreaterThan(0.028);
    expect(reckon()).toEqual(reckon());
    expect(reckon()).not.toHaveProperty('friedman');
  });

  it('are refused when one has searched more often than another, or none at all', () => {
    expect(() => standingsOf([ending('a', [0]), ending('b', [0, 1])], 'evaluations', 'a')).toThrow(
      RangeError,
    );
    expect(() => standingsOf([], 'evaluations', 'a')).toThrow(RangeError);
  });
});
