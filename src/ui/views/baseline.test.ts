import { expect, it } from 'vitest';
import { baselineOf } from './baseline.ts';

it('is the share of the commonest class, named', () => {
  const task = {
    inputShape: [28, 28, 1],
    classes: 2,
    classNames: ['not Sandal', 'Sandal'],
    labelCounts: [400, 100],
  };
  expect(baselineOf(task)).toEqual({ value: 0.8, words: 'always “not Sandal”: 80\u00a0%' });
  const error = baselineOf(task, 'error');
  expect(error.value).toBeCloseTo(0.2, 12);
  expect(error.words).toBe('always “not Sandal”: 20\u00a0%');
});

it('is guessing among all classes alike while their numbers are not known', () => {
  const task = { inputShape: [40, 1], classes: 4 };
  expect(baselineOf(task)).toEqual({ value: 0.25, words: 'guessing' });
  expect(baselineOf(task, 'error').value).toBe(0.75);
});
