import { describe, expect, it } from 'vitest';
import { Rng } from './rng.ts';

const draws = (rng: Rng, n = 8) => Array.from({ length: n }, () => rng.float());

describe('a seeded stream', () => {
  it('repeats itself under the same seed and differs under another', () => {
    expect(draws(new Rng(1))).toEqual(draws(new Rng(1)));
    expect(draws(new Rng(1))).not.toEqual(draws(new Rng(2)));
  });

  it('forks by label, whatever was drawn before', () => {
    const fresh = new Rng(1);
    const used = new Rng(1);
    draws(used, 100);
    expect(draws(used.fork('mutate'))).toEqual(draws(fresh.fork('mutate')));
    expect(draws(fresh.fork('mutate'))).not.toEqual(draws(fresh.fork('sample')));
  });

  it('tells a fork of a fork from one with the labels joined', () => {
    expect(draws(new Rng(1).fork('a').fork('b'))).not.toEqual(draws(new Rng(1).fork('ab')));
  });

  it('draws whole numbers evenly', () => {
    const rng = new Rng(3);
    const draws = Array.from({ length: 10_000 }, () => rng.int(5));
    // Binomial: mean 2,000, standard deviation 40; five of them is beyond chance.
    for (const face of [0, 1, 2, 3, 4])
      expect(Math.abs(draws.filter((draw) => draw === face).length - 2000)).toBeLessThan(200);
  });

  it('picks in proportion to the weights, and never what has none', () => {
    const rng = new Rng(4);
    const counts = { a: 0, b: 0, never: 0 };
    for (let i = 0; i < 8000; i++)
      counts[
        rng.pickWeighted([
          ['never', 0],
          ['a', 1],
          ['b', 3],
        ] as const)
      ] += 1;
    expect(counts.never).toBe(0);
    expect(Math.abs(counts.a - 2000)).toBeLessThan(200);
  });

  it('shuffles without losing or doubling anything', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = new Rng(5).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });

  it('refuses to draw from nothing', () => {
    expect(() => new Rng(1).int(0)).toThrow(RangeError);
    expect(() => new Rng(1).pickWeighted([['a', 0]])).toThrow(RangeError);
  });
});
