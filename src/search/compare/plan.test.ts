import { expect, test } from 'vitest';
import { type StrategySpec, defaultEvolution, defaultSpec } from '../spec/spec.ts';
import { repeats, withBaselines } from './plan.ts';

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

test('random search is there once for every space that the methods search', () => {
  const [tpe, mcts, cells]: StrategySpec[] = [
    { id: 'tpe', space: 'chain', startups: 10, candidates: 24 },
    { id: 'mcts', space: 'chain', exploration: 1 },
    { id: 'mcts', space: 'cell', exploration: 1 },
  ];
  const methods = [defaultEvolution(), tpe, mcts, cells].filter((each) => each !== undefined);
  expect(withBaselines(methods)).toEqual([
    { id: 'random' },
    { id: 'random', space: 'chain' },
    { id: 'random', space: 'cell' },
    ...methods,
  ]);
});
