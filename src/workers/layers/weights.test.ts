import { describe, expect, it } from 'vitest';
import { take } from '../coder/weights.ts';
import { allParameters } from './sizes.ts';
import { drawWeights, packWeights, unpackWeights } from './weights.ts';

const sizes = { vocabulary: 20, blocks: 3 };

describe('the weights of the layer model', () => {
  it('are drawn by the seed', () => {
    const embedding = (seed: number) => take(drawWeights(sizes, seed), 'embed.weight');
    expect(embedding(1)).toEqual(embedding(1));
    expect(embedding(2)).not.toEqual(embedding(1));
  });

  it('begin with scales of 1, biases of 0 and matrices of the wanted deviation', () => {
    const weights = drawWeights(sizes, 1);
    expect(new Set(take(weights, 'norm.weight'))).toEqual(new Set([1]));
    expect(new Set(take(weights, 'classifier.out.bias'))).toEqual(new Set([0]));
    const deviation = (name: string) => Math.sqrt(mean(take(weights, name).map((value) => value ** 2)));
    expect(deviation('layers.0.gate_up.weight')).toBeCloseTo(0.02, 3);
    // Four layers put eight sums on the stream.
    expect(deviation('layers.3.down.weight')).toBeCloseTo(0.02 / Math.sqrt(8), 3);
    expect(deviation('classifier.hidden.weight')).toBeCloseTo(Math.sqrt(2 / 176), 2);
    expect(mean(take(weights, 'layers.0.gate_up.weight'))).toBeCloseTo(0, 3);
  });

  it('are stored as little-endian floats in the order of the parameters, and read again', () => {
    const weights = drawWeights(sizes, 1);
    const bytes = packWeights(sizes, weights);
    const stored = new DataView(bytes.buffer);
    const places = allParameters(sizes).flatMap(({ name }) => Array.from(take(weights, name)));
    expect(bytes.byteLength).toBe(4 * places.length);
    expect(places.every((value, i) => stored.getFloat32(4 * i, true) === value)).toBe(true);
    const read = unpackWeights(sizes, bytes);
    const isEqual = ([name, values]: [string, Float32Array]) =>
      take(read, name).every((value, i) => value === values[i]) && take(read, name).length === values.length;
    expect([...weights].every(isEqual)).toBe(true);
  });

  it('are not read for other sizes', () => {
    const bytes = packWeights(sizes, drawWeights(sizes, 1));
    expect(() => unpackWeights({ ...sizes, blocks: 4 }, bytes)).toThrow(SyntaxError);
  });
});

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
