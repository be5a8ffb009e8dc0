import { expect, it } from 'vitest';
import type { Origin, Outcome, RunEvent } from '../../src/search/domain.ts';
import { scored } from '../../src/search/testing/strategyContract.ts';
import { tableOf } from './table.ts';

const candidate = (id: number, origin: Origin, outcome: Outcome): RunEvent[] => [
  { at: 0, kind: 'asked', candidate: { id, arm: 'search', source: '', origin }, knew: 0 },
  { at: 1, kind: 'finished', id, outcome },
];

it('has a line for each candidate with where it came from and what became of it', () => {
  const events = [
    ...candidate(1, { kind: 'seed', name: 'CNN' }, scored(0.875, 5210)),
    ...candidate(
      2,
      { kind: 'assembled', parents: [1], blocks: ['Conv'], edits: [] },
      {
        kind: 'screened',
        stage: 'size',
        message: 'It has too many parameters.',
      },
    ),
    ...candidate(
      3,
      { kind: 'sampled' },
      { kind: 'screened', stage: 'halving', message: 'It was behind.', steps: 28 },
    ),
  ];
  const [, seed, assembled, stopped] = tableOf(events).split('\n');
  expect(seed).toMatch(/^1 +search +seed CNN +scored +87\.5 % +5210 /);
  expect(stopped).toMatch(/^3 +search +sampled +screened +28 +halving: It was behind\.$/);
  expect(assembled).toMatch(/^2 +search +assembled 1 +screened +size: It has too many parameters\.$/);
});
