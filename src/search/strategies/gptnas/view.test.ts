import { expect, it } from 'vitest';
import { applyGptNasNote, emptyGptNas, type GptNasNote } from './view.ts';

it('folds the notes of a run into its generations and its learning curve', () => {
  const notes: readonly GptNasNote[] = [
    { kind: 'teaching', phase: 'pretrain', step: 1, of: 2, loss: 4.9 },
    { kind: 'teaching', phase: 'fine-tune', step: 1, of: 2, loss: 2.1 },
    { kind: 'predictor', predictor: 'trained-here' },
    { kind: 'generation', generation: 1, elimination: 0.4, population: [] },
    {
      kind: 'individual',
      generation: 1,
      individual: { id: 2, blocks: ['ReLU'], predicted: [0], valAccuracy: 0.5 },
    },
    { kind: 'individual', generation: 1, individual: { id: 1, blocks: ['Conv 8 k1'], predicted: [] } },
    { kind: 'generation', generation: 2, elimination: 0.2, population: [2] },
  ];
  expect(notes.reduce(applyGptNasNote, emptyGptNas)).toEqual({
    predictor: 'trained-here',
    teaching: [
      { phase: 'pretrain', step: 1, loss: 4.9 },
      { phase: 'fine-tune', step: 1, loss: 2.1 },
    ],
    generations: [
      {
        generation: 1,
        elimination: 0.4,
        population: [],
        individuals: [
          { id: 2, blocks: ['ReLU'], predicted: [0], valAccuracy: 0.5 },
          { id: 1, blocks: ['Conv 8 k1'], predicted: [] },
        ],
      },
      { generation: 2, elimination: 0.2, population: [2], individuals: [] },
    ],
  });
});
