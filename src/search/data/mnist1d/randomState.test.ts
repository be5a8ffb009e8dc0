import { describe, expect, it } from 'vitest';
import { RandomState } from './randomState.ts';

/** All expected numbers were printed by numpy 2.4's `numpy.random.RandomState`. */
describe('RandomState', () => {
  it('draws the doubles of random_sample', () => {
    const state = new RandomState(42);
    expect([1, 2, 3, 4].map(() => state.uniform())).toEqual([
      0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366,
    ]);
  });

  it('takes seeds up to 2^32 - 1 as unsigned', () => {
    // The first double holds the upper 27 and 26 bits of the first two words.
    const [first, second] = [419326371, 479346978];
    expect(new RandomState(2 ** 32 - 1).uniform()).toBe(((first >>> 5) * 2 ** 26 + (second >>> 6)) / 2 ** 53);
  });

  it('draws the normals of randn and keeps the second of a pair for the next call', () => {
    const state = new RandomState(42);
    const expected = [
      0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254, -0.23415337472333597,
    ];
    state.normals(5).forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 14));
    expect(state.uniform()).toBe(0.05808361216819946);
    expect(state.normal()).toBeCloseTo(-0.23413695694918055, 14);
  });

  it('draws the bounded integers of choice, by masked rejection', () => {
    const state = new RandomState(42);
    expect(Array.from({ length: 12 }, () => state.int(48))).toEqual([
      38, 28, 14, 42, 7, 20, 38, 18, 22, 10, 10, 23,
    ]);
    expect(state.int(1)).toBe(0);
    expect(state.uniform()).toBe(0.33370861113902184);
  });

  it('shuffles as permutation does', () => {
    const state = new RandomState(42);
    expect([...state.permutation(10)]).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
    expect([...state.permutation(1)]).toEqual([0]);
    expect(state.uniform()).toBe(0.15599452033620265);
  });

  it('shuffles as permutation does beyond one block of the generator', () => {
    const state = new RandomState(7);
    const order = [...state.permutation(5000)];
    expect(order.slice(0, 8)).toEqual([3406, 757, 3624, 4544, 3235, 1868, 2916, 3335]);
    expect(order.slice(-4)).toEqual([2550, 537, 1220, 4271]);
    expect(state.uniform()).toBe(0.2530693227889753);
  });
});
