import { expect, test } from 'vitest';
import { bestPoint } from './score.ts';

const point = (epoch: number, valAccuracy: number, valLoss: number) => ({
  epoch,
  step: epoch,
  trainLoss: 1,
  valAccuracy,
  valLoss,
});

test('the best epoch is the most accurate one', () => {
  expect(bestPoint([point(1, 0.5, 1), point(2, 0.7, 3), point(3, 0.6, 0.5)])?.epoch).toBe(2);
});

test('of equally accurate epochs the one with the lower loss is best, then the earlier', () => {
  expect(bestPoint([point(1, 0.5, 1), point(2, 0.5, 0.9), point(3, 0.5, 0.9)])?.epoch).toBe(2);
});

test('no epochs have no best', () => {
  expect(bestPoint([])).toBeUndefined();
});
