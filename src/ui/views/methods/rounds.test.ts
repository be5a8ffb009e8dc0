import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../search/domain.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';
import { type EvoNote, applyEvoNote, emptyEvo } from '../../../search/strategies/evoprompting/view.ts';
import { drawnRounds, tuningWords } from './rounds.ts';

const written = (parents: readonly number[]): Origin => ({
  kind: 'written',
  parents,
  model: 'm',
  prompt: '',
  reply: '',
  temperature: 0.6,
  tokens: 1,
  writeMs: 1,
});
const records = (origins: readonly Origin[]): readonly CandidateRecord[] =>
  origins.map((origin, i) => ({
    candidate: { id: i + 1, arm: 'search', source: '', origin },
    askedAt: 0,
    curve: [],
  }));
const fold = (notes: readonly EvoNote[]) => notes.reduce(applyEvoNote, emptyEvo);

/** Two seeds, and a round of two prompts; 3 and 5 came of the first, 4 of the second, 6 of neither. */
const RECORDS = records([
  { kind: 'seed', name: 'MLP' },
  { kind: 'seed', name: 'CNN' },
  written([2, 1]),
  written([1]),
  written([1, 2]),
  { kind: 'sampled' },
]);
const ROUND: readonly EvoNote[] = [
  { kind: 'seed', id: 1, name: 'MLP', fitness: -900 },
  { kind: 'seed', id: 2, name: 'CNN', fitness: -1500 },
  { kind: 'round', round: 1, parents: [1, 2] },
  { kind: 'prompt', parents: [1, 2], target: { params: 4500, valAccuracy: 0.714 } },
  { kind: 'prompt', parents: [1, 1], target: { params: 900, valAccuracy: 0.51 } },
  { kind: 'child', id: 4, fate: { kind: 'over-ceiling', error: 0.6 } },
];

describe('drawnRounds', () => {
  it('puts each child beside the prompt that showed its parents, told of or not', () => {
    const [round] = drawnRounds(fold(ROUND), RECORDS, [3, 4, 5, 6]);
    expect(round?.prompts).toEqual([
      { parents: [1, 2], target: '4.5 k parameters, 71.4\u00a0%', children: [{ id: 3 }, { id: 5 }] },
      {
        parents: [1],
        target: '900 parameters, 51.0\u00a0%',
        children: [{ id: 4, fate: { kind: 'over-ceiling', error: 0.6 } }],
      },
      { parents: [], children: [{ id: 6 }] },
    ]);
  });

  it('leaves those of an earlier round out of the next', () => {
    const next: readonly EvoNote[] = [
      { kind: 'selected', survivors: [{ id: 3, fitness: -10 }] },
      { kind: 'round', round: 2, parents: [3] },
    ];
    const rounds = drawnRounds(fold([...ROUND, ...next]), RECORDS, [3, 4, 5, 6]);
    expect(rounds[0]?.survivors).toEqual([3]);
    // 3 is a parent of the second round; 4 was told of in the first.
    expect(rounds[1]?.prompts.flatMap(({ children }) => children.map(({ id }) => id))).toEqual([5, 6]);
  });
});

it('says what tuning came to, or why there was none', () => {
  expect(tuningWords({ kind: 'tuned', lessons: 7, keptBack: { before: 1.5, after: 0.75 } })).toBe(
    'Tuned on 7 children; loss on those kept back 1.50 → 0.750.',
  );
  expect(tuningWords({ kind: 'untuned', reason: 'there were too few children to learn from' })).toBe(
    'Not tuned: there were too few children to learn from.',
  );
});
