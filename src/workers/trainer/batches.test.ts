import { expect, test } from 'vitest';
import { BatchOrder } from './batches.ts';

const draw = (order: BatchOrder, size: number, batches: number) =>
  Array.from({ length: batches }, () => [...order.next(size)]).flat();

const everyIndex = (count: number) => Array.from({ length: count }, (_, i) => i);
const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);

test('each pass uses each example once, though batches cross from one pass into the next', () => {
  const drawn = draw(new BatchOrder(10, 1), 4, 5);
  expect(sorted(drawn.slice(0, 10))).toEqual(everyIndex(10));
  expect(sorted(drawn.slice(10))).toEqual(everyIndex(10));
});

test('passes are shuffled, each in its own way', () => {
  const drawn = draw(new BatchOrder(100, 1), 100, 2);
  const [first, second] = [drawn.slice(0, 100), drawn.slice(100)];
  expect(first).not.toEqual(everyIndex(100));
  expect(second).not.toEqual(first);
});

test('the order follows from the seed and not from the batch size', () => {
  const order = draw(new BatchOrder(12, 3), 4, 6);
  expect(draw(new BatchOrder(12, 3), 3, 8)).toEqual(order);
  expect(draw(new BatchOrder(12, 4), 4, 6)).not.toEqual(order);
});

test('a batch may be larger than a pass', () => {
  const drawn = draw(new BatchOrder(3, 1), 7, 1);
  expect(sorted(drawn.slice(0, 3))).toEqual([0, 1, 2]);
  expect(sorted(drawn.slice(3, 6))).toEqual([0, 1, 2]);
});
