import { expect, it } from 'vitest';
import { thinned } from './thin.ts';

it('what is small stays as it is', () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(thinned(values, [3, 2])).toEqual({ values, shape: [3, 2], channels: 2 });
});

it('of an image of many channels the first sixteen are kept, at every place', () => {
  const values = Float32Array.from({ length: 2 * 2 * 20 }, (_, i) => i);
  const { values: kept, shape, channels } = thinned(values, [2, 2, 20]);
  expect(shape).toEqual([2, 2, 16]);
  expect(channels).toBe(20);
  // The second place begins at 20 of the whole, and at 16 of what is kept.
  expect([...kept.subarray(14, 18)]).toEqual([14, 15, 20, 21]);
  expect(kept.at(-1)).toBe(75);
});
