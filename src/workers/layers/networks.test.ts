import { describe, expect, it } from 'vitest';
import { plainArithmetic } from '../coder/arithmetic.ts';
import type { Weights } from '../coder/weights.ts';
import { LayerNetworks } from './networks.ts';
import { allParameters } from './sizes.ts';
import { drawWeights } from './weights.ts';

const sizes = { vocabulary: 20, blocks: 3 };
const networksOf = (weights: Weights) => new LayerNetworks(sizes, weights, plainArithmetic());
const drawn = () => networksOf(drawWeights(sizes, 1));

/** Layers of which the first is `far` and ten others follow. */
const eleven = (far: number) => [far, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('the networks over layers', () => {
  it('see ten layers back and not eleven', () => {
    const networks = drawn();
    expect(networks.next(eleven(11))).toEqual(networks.next(eleven(12)));
    expect(networks.classify(eleven(11), 3)).toEqual(networks.classify(eleven(12), 3));
    expect(networks.next(eleven(11).slice(0, -1))).not.toEqual(networks.next(eleven(12).slice(0, -1)));
    expect(networks.classify(eleven(11).slice(0, -1), 3)).not.toEqual(
      networks.classify(eleven(12).slice(0, -1), 3),
    );
  });

  it('tell the beginning of a network from its middle', () => {
    const networks = drawn();
    const nine = eleven(11).slice(2);
    expect(networks.next(nine)).not.toEqual(networks.next([11, ...nine]));
  });

  it('answer each question as if it were the first', () => {
    const networks = drawn();
    const first = networks.next([5, 6]);
    networks.next(eleven(11));
    expect(networks.next([5, 6])).toEqual(first);
  });

  it('give a logit to every layer and every block, with nothing before them too', () => {
    expect(drawn().next([])).toHaveLength(20);
    expect(drawn().classify([], 0)).toHaveLength(3);
  });

  it('classify by two fully connected layers', () => {
    // All weights nought but those on one way through, so that the sum can be done by hand.
    const weights = new Map(
      allParameters(sizes).map(({ name, shape }) => [
        name,
        new Float32Array(shape.reduce((size, side) => size * side, 1)),
      ]),
    );
    const put = (name: string, at: number, value: number) =>
      weights.get(`classifier.${name}`)?.set([value], at);
    put('embed', 7 * 16 + 2, 3); // number 2 of token 7
    put('hidden.weight', (10 * 16 + 2) * 128 + 5, 2); // from number 2 of the last place to unit 5
    put('hidden.bias', 5, -1);
    put('out.weight', 5 * 3 + 1, 10); // from unit 5 to block 1
    put('out.bias', 2, 4);
    expect([...networksOf(weights).classify([], 7)]).toEqual([0, (3 * 2 - 1) * 10, 4]);
    // The unit is below nought, and says nothing.
    expect([...networksOf(weights).classify([7], 8)]).toEqual([0, 0, 4]);
  });

  it('refuse what is no layer', () => {
    expect(() => drawn().next([3, 20])).toThrow(RangeError);
    expect(() => drawn().classify([3], -1)).toThrow(RangeError);
  });
});
