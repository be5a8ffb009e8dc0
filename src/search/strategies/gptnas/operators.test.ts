import { describe, expect, it } from 'vitest';
import { editInEnglish } from '../../edits/english.ts';
import { Rng } from '../../random/rng.ts';
import { ScriptedRng } from '../../testing/scriptedRng.ts';
import { BLOCK_KINDS, blockOf, labelOf } from './blocks.ts';
import { crossover, mutation } from './operators.ts';

const genome = (...labels: readonly string[]) => labels.map(blockOf);
const bounds = { minBlocks: 2, maxBlocks: 4 };
const first = genome('Stem 8 s2', 'ReLU', 'Conv 16 k3');
const second = genome('BatchNorm', 'Inception 24');

describe('crossover', () => {
  it('joins the head of one parent to the tail of the other, each cut where it likes', () => {
    // Cuts with a child of 2 to 4 blocks, head and tail: 1+2, 1+1, 2+2, 2+1, 3+1.
    const { genome: child, edits } = crossover(new ScriptedRng([3]), first, second, bounds);
    expect(child.map(labelOf)).toEqual(['Stem 8 s2', 'ReLU', 'Inception 24']);
    expect(edits.map(editInEnglish)).toEqual([
      'crossover: the first 2 blocks of one parent, the last block of the other',
    ]);
    const longest = crossover(new ScriptedRng([4]), first, second, bounds).genome;
    expect(longest.map(labelOf)).toEqual(['Stem 8 s2', 'ReLU', 'Conv 16 k3', 'Inception 24']);
    expect(() => crossover(new ScriptedRng([5]), first, second, bounds)).toThrow('one of 5');
  });

  it('gives the first parent where no child would have a length that is allowed', () => {
    const long = { minBlocks: 9, maxBlocks: 9 };
    expect(crossover(new ScriptedRng([]), first, second, long)).toEqual({ genome: first, edits: [] });
  });
});

describe('mutation', () => {
  it('puts a block in', () => {
    // The first of four edits, at the end, of the kind ReLU.
    const rng = new ScriptedRng([0, 3, BLOCK_KINDS.indexOf('ReLU')]);
    const { genome: child, edits } = mutation(rng, first, bounds);
    expect(child.map(labelOf)).toEqual(['Stem 8 s2', 'ReLU', 'Conv 16 k3', 'ReLU']);
    expect(edits.map(editInEnglish)).toEqual(['mutation: ReLU put in after block 3']);
  });

  it('takes a block out', () => {
    const { genome: child, edits } = mutation(new ScriptedRng([1, 0]), first, bounds);
    expect(child.map(labelOf)).toEqual(['ReLU', 'Conv 16 k3']);
    expect(edits.map(editInEnglish)).toEqual(['mutation: block 1, Stem 8 s2, taken out']);
  });

  it('exchanges a block for another one', () => {
    // A ReLU for a ReLU would be no change, so that the kind is drawn again.
    const relu = BLOCK_KINDS.indexOf('ReLU');
    const rng = new ScriptedRng([2, 1, relu, BLOCK_KINDS.indexOf('BatchNorm')]);
    const { genome: child, edits } = mutation(rng, first, bounds);
    expect(child.map(labelOf)).toEqual(['Stem 8 s2', 'BatchNorm', 'Conv 16 k3']);
    expect(edits.map(editInEnglish)).toEqual(['mutation: block 2, ReLU, exchanged for BatchNorm']);
  });

  it('gives other settings to a block that has any', () => {
    // Of the stem and the convolution, the stem; of its widths but 8, the first.
    const { genome: child, edits } = mutation(new ScriptedRng([3, 0], [0]), first, bounds);
    expect(child.map(labelOf)).toEqual(['Stem 16 s2', 'ReLU', 'Conv 16 k3']);
    expect(edits.map(editInEnglish)).toEqual(['mutation: block 1, Stem 8 s2, became Stem 16 s2']);
  });

  it('neither grows nor shrinks beyond the bounds, and always changes something', () => {
    const rng = new Rng(1);
    const tight = { minBlocks: 3, maxBlocks: 3 };
    for (let i = 0; i < 200; i++) {
      const { genome: child, edits } = mutation(rng, first, tight);
      expect(child).toHaveLength(3);
      expect(child).not.toEqual(first);
      expect(edits).toHaveLength(1);
    }
  });
});
