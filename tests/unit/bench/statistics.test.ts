import { expect, test } from 'vitest';
import { compare, median } from '../../../scripts/bench/statistics.ts';

test('the median is the middle value, whatever the order, and the mean of the middle two of an even number', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 2, 4])).toBe(3);
  expect(median([7])).toBe(7);
});

test('no values have no median', () => {
  expect(() => median([])).toThrow('No values');
});

test('the ratio is the median of the pairs, which a slow spell does not move', () => {
  // In the second and third pair the machine was three times as slow, for both.
  const pairs = [
    { ours: 2, peer: 4 },
    { ours: 6, peer: 12 },
    { ours: 6, peer: 12 },
    { ours: 2, peer: 5 },
    { ours: 2, peer: 4 },
  ];
  expect(compare(pairs)).toEqual({ oursMs: 2, peerMs: 5, ratio: 0.5 });
});
