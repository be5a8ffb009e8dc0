import { expect, it } from 'vitest';
import { baselineOf } from './baseline.ts';

it('is the share of the commonest class, named', () => {
  const task = {
    inputShape: [28, 28, 1],
    classes: 2,
    classNames: ['not Sandal', 'Sandal'],
    labelCounts: [450, 50],
  };
  expect(baselineOf(task)).toEqual({ accuracy: 0.9, words: 'always “not Sandal”: 90 %' });
});

it('is guessing among all classes alike while their numbers are not known', () => {
  expect(baselineOf({ inputShape: [40, 1], classes: 4 })).toEqual({ accuracy: 0.25, words: 'guessing' });
});
