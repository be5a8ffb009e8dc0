import { describe, expect, it } from 'vitest';
import type { ExportWeight as Weight } from '../export/weights.ts';
import { grow } from './weights.ts';

const weight = (name: string, shape: readonly number[], values: readonly number[], layer = 'a'): Weight => ({
  layer,
  name,
  shape,
  values: Float32Array.from(values),
});
const valuesOf = (weights: readonly Weight[]) => weights.map(({ values }) => [...values]);

describe('weights of a grown network', () => {
  it('of a widened dense layer are the old columns, then those that were drawn', () => {
    const parent = [weight('kernel', [2, 2], [1, 2, 3, 4]), weight('bias', [2], [5, 6])];
    const drawn = [weight('kernel', [2, 3], [7, 7, 8, 7, 7, 9]), weight('bias', [3], [0, 0, 0])];
    const growth = { layer: 'a', inputs: [{ old: 2, now: 2 }], outputs: { old: 2, now: 3 } };
    expect(valuesOf(grow(parent, drawn, [growth]))).toEqual([
      [1, 2, 8, 3, 4, 9],
      [5, 6, 0],
    ]);
  });

  it('of a layer that reads a widened one are 0 where it reads the new channels', () => {
    const parent = [weight('kernel', [2, 2], [1, 2, 3, 4])];
    const drawn = [weight('kernel', [3, 2], [7, 7, 7, 7, 7, 7])];
    const growth = { layer: 'a', inputs: [{ old: 2, now: 3 }], outputs: { old: 2, now: 2 } };
    expect(valuesOf(grow(parent, drawn, [growth]))).toEqual([[1, 2, 3, 4, 0, 0]]);
  });

  it('keep the parts of a joined input apart', () => {
    // Parts of 1 + 1 channels, of which the first becomes 2: what was row 1 is row 2 now.
    const parent = [weight('kernel', [2, 1], [1, 2])];
    const drawn = [weight('kernel', [3, 1], [7, 7, 7])];
    const inputs = [
      { old: 1, now: 2 },
      { old: 1, now: 1 },
    ];
    const growth = { layer: 'a', inputs, outputs: { old: 1, now: 1 } };
    expect(valuesOf(grow(parent, drawn, [growth]))).toEqual([[1, 0, 2]]);
  });

  it('of a new convolution let the signal through its middle tap', () => {
    const drawn = [weight('kernel', [3, 2, 2], Array(12).fill(7)), weight('bias', [2], [0, 0])];
    const growth = { layer: 'a', inputs: [{ old: 2, now: 2 }], outputs: { old: 2, now: 2 }, isNew: true };
    expect(valuesOf(grow([], drawn, [growth]))).toEqual([
      [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0],
      [0, 0],
    ]);
  });

  it('of a new convolution over images do so in the middle of both axes', () => {
    const drawn = [weight('kernel', [3, 3, 1, 1], Array(9).fill(7))];
    const growth = { layer: 'a', inputs: [{ old: 1, now: 1 }], outputs: { old: 1, now: 1 }, isNew: true };
    expect(valuesOf(grow([], drawn, [growth]))).toEqual([[0, 0, 0, 0, 1, 0, 0, 0, 0]]);
  });

  it('of a normalisation are the old channels, then those as drawn', () => {
    const parent = [weight('gamma', [1], [2]), weight('moving_variance', [1], [3])];
    const drawn = [weight('gamma', [2], [1, 1]), weight('moving_variance', [2], [1, 1])];
    const growth = { layer: 'a', outputs: { old: 1, now: 2 } };
    expect(valuesOf(grow(parent, drawn, [growth]))).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });

  it('of a layer that is not spoken of stay, and what nobody had stays as drawn', () => {
    const parent = [weight('kernel', [1, 1], [5], 'b')];
    const drawn = [weight('kernel', [1, 1], [7], 'b'), weight('kernel', [1, 1], [8], 'c')];
    expect(valuesOf(grow(parent, drawn, []))).toEqual([[5], [8]]);
  });

  it('are refused where the growth is that of another network', () => {
    const parent = [weight('kernel', [2, 2], [1, 2, 3, 4])];
    const drawn = [weight('kernel', [3, 2], Array(6).fill(7))];
    const outputs = { old: 2, now: 2 };
    expect(() => grow(parent, drawn, [{ layer: 'a', inputs: [{ old: 1, now: 3 }], outputs }])).toThrow(
      'does not fit',
    );
    expect(() => grow([], drawn, [{ layer: 'a', inputs: [{ old: 2, now: 3 }], outputs }])).toThrow(
      'no weights of a',
    );
  });
});
