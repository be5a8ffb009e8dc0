import { expect, it } from 'vitest';
import { commonestClass } from './commonest.ts';

const task = { inputShape: [40, 1], classes: 2 };

it('is the class with most examples, and what always answering it would score', () => {
  const counted = { ...task, classNames: ['sandal', 'not sandal'], labelCounts: [50, 450] };
  expect(commonestClass(counted)).toEqual({ name: 'not sandal', share: 0.9 });
});

it('has the number of the class for a name where classes have none, and is the first of equals', () => {
  expect(commonestClass({ ...task, labelCounts: [1, 3, 3, 3] })).toEqual({ name: '1', share: 0.3 });
});

it('is unknown where nothing was counted', () => {
  expect(commonestClass(task)).toBeUndefined();
  expect(commonestClass({ ...task, labelCounts: [0, 0] })).toBeUndefined();
});
