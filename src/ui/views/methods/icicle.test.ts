import { describe, expect, it } from 'vitest';
import { SPACES } from '../../../search/spaces/index.ts';
import { type Step, applySpacedNote, emptySpaced } from '../../../search/strategies/spaced/view.ts';
import { icicles } from './icicle.ts';

const treeOf = (ways: readonly (readonly [readonly Step[], number])[]) =>
  ways.reduce((view, [way, reward]) => applySpacedNote(view, { kind: 'credited', way, reward }), emptySpaced)
    .tree;

describe('the tree as an icicle', () => {
  // Four networks: three by the second option of the first edge, one by its first; of the three one ended there.
  const tree = treeOf([
    [
      [
        [0, 1],
        [1, 2],
      ],
      0.8,
    ],
    [[[0, 0]], 0.2],
    [
      [
        [0, 1],
        [1, 0],
      ],
      0.6,
    ],
    [[[0, 1]], 0.4],
  ]);

  it('is as wide as it was visited, options in their order, with what they came to', () => {
    const drawn = icicles(SPACES.cell, tree, 2);
    expect(drawn.map(({ level, left, width, option }) => [level, left, width, option])).toEqual([
      [0, 0, 0.25, 'none'],
      [0, 0.25, 0.75, 'skip'],
      [1, 0.25, 0.25, 'none'],
      [1, 0.5, 0.25, 'convolution of 3'],
    ]);
    expect(drawn[1]).toMatchObject({ slot: 'edge from 0 to 1', visits: 3 });
    expect(drawn[3]?.choices).toEqual(['edge from 0 to 1: skip', 'edge from 0 to 2: convolution of 3']);
    expect(drawn[1]?.meanReward).toBeCloseTo(0.6, 12);
  });

  it('ends at the levels that there is room for, and is nothing before the first outcome', () => {
    expect(icicles(SPACES.cell, tree, 1)).toHaveLength(2);
    expect(icicles(SPACES.cell, emptySpaced.tree, 3)).toEqual([]);
  });
});
