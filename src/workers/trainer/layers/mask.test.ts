import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import { dropoutStream } from './mask.ts';

const values = (mask: ReturnType<ReturnType<typeof dropoutStream>>) => [...mask.dataSync()];

test('a mask drops its share and scales up what it keeps, so that the mean stays 1', () => {
  const mask = values(dropoutStream(1)([100, 100], 0.2));
  expect(new Set(mask)).toEqual(new Set([0, 1.25]));
  const mean = mask.reduce((sum, value) => sum + value, 0) / mask.length;
  // 10,000 draws: the standard error of the mean is 0.005.
  expect(mean).toBeGreaterThan(0.98);
  expect(mean).toBeLessThan(1.02);
});

test('each mask of a stream is another, and equal seeds give equal streams', () => {
  const [one, same, other] = [dropoutStream(7), dropoutStream(7), dropoutStream(8)];
  const first = values(one([64], 0.5));
  const second = values(one([64], 0.5));
  expect(second).not.toEqual(first);
  expect([values(same([64], 0.5)), values(same([64], 0.5))]).toEqual([first, second]);
  expect(values(other([64], 0.5))).not.toEqual(first);
});
