import { expect, test } from 'vitest';
import { defaultEvolution, defaultSpec } from '../spec/spec.ts';
import { repeats } from './plan.ts';

const spec = { ...defaultSpec(), seed: 7 };

test('the same settings run again with the next seeds', () => {
  expect(repeats(spec, 3)).toEqual([7, 8, 9].map((seed) => ({ ...spec, seed })));
});

test('methods run by turns, each with the same seeds and budget and with nothing beside it', () => {
  const found = repeats(spec, 2, [{ id: 'random' }, defaultEvolution()]);
  expect(found.map(({ seed, strategy, baseline }) => [seed, strategy.id, baseline])).toEqual([
    [7, 'random', false],
    [7, 'evolution', false],
    [8, 'random', false],
    [8, 'evolution', false],
  ]);
  expect(found.every(({ budget, training }) => budget === spec.budget && training === spec.training)).toBe(
    true,
  );
});

test('after the largest seed comes the smallest', () => {
  expect(repeats({ ...spec, seed: 2 ** 31 - 1 }, 2).map(({ seed }) => seed)).toEqual([2 ** 31 - 1, 0]);
});
