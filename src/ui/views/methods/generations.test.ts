import { expect, it } from 'vitest';
import { BLOCK_KINDS } from '../../../search/strategies/gptnas/blocks.ts';
import { emptyGptNas } from '../../../search/strategies/gptnas/view.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';
import {
  FAMILY_WORDS,
  drawnBlocks,
  joinedCurve,
  liveCurve,
  openIndividuals,
  predictedShare,
  ranked,
} from './generations.ts';

const generation = (individuals: readonly { id: number; valAccuracy?: number; predicted?: number[] }[]) => ({
  generation: 1,
  elimination: 0.4,
  population: [],
  individuals: individuals.map((each) => ({ blocks: ['Stem 8 s2', 'BatchNorm'], predicted: [], ...each })),
});

it('reads a block from its label, and has a colour for every kind there is', () => {
  expect(drawnBlocks(['ConvNormActivation depthwise k3 s2', 'ReLU'], [1])).toEqual([
    { kind: 'ConvNormActivation', settings: 'depthwise k3 s2', family: 'convolution', isPredicted: false },
    { kind: 'ReLU', settings: '', family: 'plain', isPredicted: true },
  ]);
  for (const { family } of drawnBlocks(BLOCK_KINDS, [])) expect(FAMILY_WORDS).toHaveProperty(family);
});

it('puts the fittest first and those without an accuracy last', () => {
  const given = generation([{ id: 1 }, { id: 2, valAccuracy: 0.2 }, { id: 3, valAccuracy: 0.7 }, { id: 4 }]);
  expect(ranked(given).map(({ id }) => id)).toEqual([3, 2, 1, 4]);
});

it('counts the blocks that were predicted', () => {
  const given = generation([{ id: 1, predicted: [0, 1] }, { id: 2, predicted: [1] }, { id: 3 }]);
  expect(predictedShare(given)).toEqual({ predicted: 3, of: 6 });
});

it('knows those of the latest generation that are still in training', () => {
  const blocks = ['Stem 8 s2'];
  const records: readonly CandidateRecord[] = [1, 2, 3, 4].map((id) => ({
    candidate: {
      id,
      arm: id === 3 ? 'baseline' : 'search',
      source: '',
      origin: id === 3 ? { kind: 'sampled' } : { kind: 'assembled', parents: [], blocks, edits: [] },
    },
    askedAt: 0,
    curve: [],
  }));
  const view = { ...emptyGptNas, generations: [generation([{ id: 1 }]), generation([{ id: 2 }])] };
  expect(openIndividuals(view, records, [1, 2, 4])).toEqual([{ id: 4, blocks, predicted: [] }]);
  expect(openIndividuals(emptyGptNas, records, [1, 2, 4])).toEqual([]);
});

it('joins pre-training and fine-tuning, whose steps begin anew, to one curve', () => {
  const steps = [
    { step: 1, of: 2, loss: 5 },
    { step: 2, of: 2, loss: 4 },
    { step: 1, of: 1, loss: 3 },
  ];
  expect(joinedCurve(liveCurve(steps))).toEqual({
    places: [
      { x: 1, y: 5 },
      { x: 2, y: 4 },
      { x: 3, y: 3 },
    ],
    change: 2,
  });
  expect(joinedCurve(liveCurve(steps.slice(0, 1)))).toEqual({ places: [{ x: 1, y: 5 }] });
});
