import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getLocale, overwriteGetLocale } from '../messages/runtime.js';
import { bytes, compact, decimal, duration, fixed, percent, roughly, typed, whole } from './format.ts';

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

it('takes a number as it writes it, with a true minus', () => {
  expect([decimal(-0.5), fixed(-0.5, 2), decimal('1.0e-7')]).toEqual(['−0.5', '−0.50', '1.0e−7']);
  expect([-0.5, 1e-7, 12].map((value) => typed(decimal(value)))).toEqual([-0.5, 1e-7, 12]);
  expect(typed(' -3 ')).toBe(-3);
});

it('rounds estimates to what can be known', () => {
  expect([4000, 42_000, 90_000, 7_200_000].map(roughly)).toEqual(['a few seconds', '40 s', '2 min', '2.0 h']);
});

it('writes accuracies in percent, bytes with a unit, and long numbers in groups', () => {
  expect(percent(0.92345)).toBe('92.3\u00a0%');
  expect(percent(undefined)).toBe('–');
  expect(bytes(3_200_000)).toBe('3.2 MB');
  expect(whole(1_234_567)).toBe('1 234 567');
});

const SIZES = [0, 1, 950, 999.7, 5210, 3_200_000, 1.24e9, undefined];

it('parts a size from its unit, down to nothing', () => {
  expect(SIZES.map(bytes)).toEqual(['0 B', '1 B', '950 B', '1 kB', '5.21 kB', '3.2 MB', '1.24 GB', '–']);
});

describe('In Russian', () => {
  const inEnglish = getLocale;
  beforeAll(() => overwriteGetLocale(() => 'ru'));
  afterAll(() => overwriteGetLocale(inEnglish));

  it('marks decimals with a comma and writes units in Cyrillic', () => {
    expect([percent(0.92345), compact(5210), compact(1_240_000), bytes(3_200_000)]).toEqual([
      '92,3\u00a0%',
      '5,21 тыс.',
      '1,24 млн',
      '3,2 МБ',
    ]);
    expect([duration(3120), duration(130_000), roughly(7_200_000)]).toEqual(['3,1 с', '2 мин 10 с', '2,0 ч']);
  });

  it('parts a size from its unit, down to nothing', () => {
    expect(SIZES.map(bytes)).toEqual(['0 Б', '1 Б', '950 Б', '1 кБ', '5,21 кБ', '3,2 МБ', '1,24 ГБ', '–']);
  });

  it('takes a number with either decimal mark', () => {
    expect(['0,5', '0.5', '1,2,3'].map(typed)).toEqual([0.5, 0.5, NaN]);
  });
});

it('takes no comma in English, where it parts thousands', () => {
  expect(['0.5', '1,000', ' '].map(typed)).toEqual([0.5, NaN, NaN]);
});
