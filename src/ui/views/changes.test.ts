import { expect, it } from 'vitest';
import { type RunSpec, defaultEvolution, defaultSpec } from '../../search/spec/spec.ts';
import { changeWords } from './changes.ts';

const before: RunSpec = { ...defaultSpec(), strategy: defaultEvolution(), workers: 1 };

it('names each number that was changed as the form does, with what it was and is', () => {
  expect(
    changeWords({ training: { ...before.training, learningRate: 0.003, batchSize: 64 }, workers: 2 }, before),
  ).toBe('Learning rate: 0.01 → 0.003; Batch size: 128 → 64; Trainers: 1 → 2');
});

it('names another strategy, and the settings of the same one', () => {
  expect(changeWords({ strategy: { id: 'random' } }, before)).toBe('Strategy: Evolution → Random search');
  expect(changeWords({ strategy: { ...defaultEvolution(), population: 33 } }, before)).toBe(
    `Population: ${defaultEvolution().population} → 33`,
  );
});

it('gives budgets and lengths with their units', () => {
  expect(
    changeWords(
      {
        budget: { unit: 'minutes', count: 5 },
        training: { ...before.training, length: { unit: 'epochs', count: 3 } },
      },
      before,
    ),
  ).toBe('Budget: 40 tries → 5 min; Train for: 400 steps → 3 epochs');
});

it('names the part of the form once where what was changed is no number', () => {
  expect(
    changeWords({ training: { ...before.training, schedule: 'constant', optimizer: 'sgd' } }, before),
  ).toBe('Training');
  expect(changeWords({ baseline: false }, before)).toBe('Beside random: on → off');
});

it('says so where nothing is other than it was', () => {
  expect(changeWords({ workers: 1 }, before)).toBe('nothing');
});
