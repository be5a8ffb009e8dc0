import { describe, expect, it } from 'vitest';
import { BLOCK_KINDS, blockOf, labelOf, variantsOf } from './blocks.ts';

describe('the blocks of the table', () => {
  it('are fifteen rows of thirteen names, the bottleneck being counted three times', () => {
    expect(BLOCK_KINDS).toHaveLength(15);
    const names = BLOCK_KINDS.map((kind) => kind.replace(/^(Grouped|Wide)/, ''));
    expect(new Set(names).size).toBe(13);
  });

  it('have settings where the kind has any: width, window, stride', () => {
    expect(variantsOf('ReLU').map(labelOf)).toEqual(['ReLU']);
    expect(variantsOf('MaxPool').map(labelOf)).toEqual(['MaxPool k2 s2', 'MaxPool k3 s2']);
    // Five widths and two strides.
    expect(variantsOf('BasicBlock')).toHaveLength(10);
    // Five widths, three windows and two strides; depthwise ones of two windows and two strides.
    expect(variantsOf('ConvNormActivation')).toHaveLength(34);
  });

  it('are found again by their labels, each by one of its own', () => {
    const blocks = BLOCK_KINDS.flatMap(variantsOf);
    expect(blocks.map((block) => blockOf(labelOf(block)))).toEqual(blocks);
  });

  it('are not found by a label that none of them has', () => {
    expect(() => blockOf('BasicBlock 17')).toThrow('no block is called BasicBlock 17');
  });
});
