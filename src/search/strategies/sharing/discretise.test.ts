import { describe, expect, it } from 'vitest';
import { discretise, skipsIn, softmax } from './discretise.ts';

describe('a softmax', () => {
  it('is the exponentials over their sum', () => {
    const shares = softmax([Math.log(1), Math.log(2), Math.log(5), 0]);
    [1 / 9, 2 / 9, 5 / 9, 1 / 9].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
  });

  it('bears alphas that no exponential could', () => {
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  });
});

describe('the cell that alphas stand for', () => {
  const even = [0, 0, 0, 0];

  it('has the strongest operation on each edge, but never none, and on the last node its two strongest edges', () => {
    // Edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3; operations none, skip, conv, pool.
    const alphas = [
      [9, 0, 1, 0],
      [0, 3, 0, 0],
      [0, 0, 0, 3],
      [0, 0, 2, 0],
      [0, 1, 0, 0],
      [0, 0, 3, 0],
    ];
    expect(discretise(alphas)).toEqual([2, 1, 3, 2, 0, 2]);
  });

  it('measures an edge by the share of its operation, so that a strong none weakens it', () => {
    const alphas = [even, even, even, [5, 3, 0, 0], [0, 1, 0, 0], [0, 2, 0, 0]];
    expect(discretise(alphas).slice(3)).toEqual([0, 1, 1]);
  });

  it('is always a cell of five edges, of equals the first', () => {
    expect(discretise([even, even, even, even, even, even])).toEqual([1, 1, 1, 1, 1, 0]);
  });
});

it('counts skip connections', () => {
  expect(skipsIn([1, 2, 1, 0, 3, 1])).toBe(3);
});
