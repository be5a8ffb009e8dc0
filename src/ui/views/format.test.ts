import { expect, it } from 'vitest';
import { bytes, compact, duration, percent, roughly, whole } from './format.ts';

it.each([
  [0, '0'],
  [950, '950'],
  [999.7, '1 k'],
  [5210, '5.21 k'],
  [999_400, '999 k'],
  [999_600, '1 M'],
  [1_240_000, '1.24 M'],
  [undefined, '–'],
])('shortens %s to %s', (value, text) => expect(compact(value)).toBe(text));

it.each([
  [12, '12 ms'],
  [999.9, '1.0 s'],
  [3120, '3.1 s'],
  [59_999, '1 min 0 s'],
  [130_000, '2 min 10 s'],
  [3_725_000, '1 h 2 min'],
  [Infinity, '–'],
])('tells %s ms as %s', (ms, text) => expect(duration(ms)).toBe(text));

it('rounds estimates to what can be known', () => {
  expect([4000, 42_000, 90_000, 7_200_000].map(roughly)).toEqual(['a few seconds', '40 s', '2 min', '2.0 h']);
});

it('writes accuracies in percent, bytes with a unit, and long numbers in groups', () => {
  expect(percent(0.92345)).toBe('92.3 %');
  expect(percent(undefined)).toBe('–');
  expect(bytes(3_200_000)).toBe('3.2 MB');
  expect(whole(1_234_567)).toBe('1 234 567');
});
