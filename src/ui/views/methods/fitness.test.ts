import { expect, it } from 'vitest';
import { emptyEvo } from '../../../search/strategies/evoprompting/view.ts';
import { bestSoFar, fitPoints } from './fitness.ts';

it('follows the lowest product of parameters and error among seeds and kept children', () => {
  const view = {
    ...emptyEvo,
    seeds: [{ id: 1, name: 'MLP', fitness: -900 }],
    rounds: [
      {
        round: 1,
        parents: [1],
        prompts: [],
        children: [
          { id: 3, fate: { kind: 'over-ceiling', error: 0.9 } as const },
          { id: 4, fate: { kind: 'kept', fitness: -1200 } as const },
          { id: 5, fate: { kind: 'kept', fitness: -300 } as const },
        ],
      },
    ],
  };
  const points = [1, 3, 4, 5].map((id, i) => ({
    id,
    arm: 'search' as const,
    evaluation: i + 1,
    spent: i + 1,
    accuracy: 0.5,
    params: 1,
    flops: 1,
    trainMs: 1,
    peakBytes: 1,
    isByHand: false,
  }));
  const drawn = fitPoints(view, points);
  expect(drawn.map(({ id, evaluation, cost }) => [id, evaluation, cost])).toEqual([
    [1, 1, 900],
    [4, 3, 1200],
    [5, 4, 300],
  ]);
  expect(bestSoFar(drawn).map(({ id }) => id)).toEqual([1, 5]);
});
