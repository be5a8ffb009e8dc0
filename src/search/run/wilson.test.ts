import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson.ts';

describe('the interval of a share', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is as Newcombe has it', (hits, trials, low, high) => {
    const [from, to] = wilsonInterval(hits, trials);
    expect(from).toBeCloseTo(low, 4);
    expect(to).toBeCloseTo(high, 4);
  });

  it('is the same from the other side', () => {
    const [low, high] = wilsonInterval(3, 10);
    const [from, to] = wilsonInterval(7, 10);
    expect([1 - high, 1 - low].map((v) => v.toFixed(12))).toEqual([from, to].map((v) => v.toFixed(12)));
  });
});
