import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { likeness, shinglesOf, signatureOf } from './minHash.ts';

describe('a program’s set', () => {
  it('holds every three tokens in a row, however they are spaced', () => {
    expect([...shinglesOf('a(b, 1)')]).toEqual(['a ( b', '( b ,', 'b , 1', ', 1 )']);
    expect(shinglesOf('a ( b ,\n  1 )')).toEqual(shinglesOf('a(b,1)'));
  });

  it('counts what occurs twice twice', () => {
    expect([...shinglesOf('a a a a')]).toEqual(['a a a', 'a a a (2)']);
  });

  it('is never empty', () => {
    expect(shinglesOf('').size).toBe(1);
    expect([...shinglesOf('a')]).toEqual(['a']);
  });
});

describe('the likeness of two signatures', () => {
  it('is 1 for equal sets, and near 0 for sets that share nothing', () => {
    const a = signatureOf(new Set(['x', 'y', 'z']));
    expect(likeness(a, signatureOf(new Set(['z', 'y', 'x'])))).toBe(1);
    expect(likeness(a, signatureOf(new Set(['1', '2', '3'])))).toBeLessThan(0.05);
  });

  it('estimates the Jaccard index without bias, within its standard error', () => {
    const rng = new Rng(1);
    for (const shared of [10, 30, 50]) {
      const exact = shared / (120 - shared);
      const errors = Array.from({ length: 60 }, () => {
        const name = () => String(rng.seed());
        const both = Array.from({ length: shared }, name);
        const set = () => signatureOf(new Set([...both, ...Array.from({ length: 60 - shared }, name)]));
        return likeness(set(), set()) - exact;
      });
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
      const standard = Math.sqrt((exact * (1 - exact)) / 128);
      // Three of its own standard errors for the mean; the spread itself within a third.
      expect(Math.abs(mean)).toBeLessThan((3 * standard) / Math.sqrt(60));
      expect(spread).toBeGreaterThan(standard / 1.5);
      expect(spread).toBeLessThan(standard * 1.5);
    }
  });
});
