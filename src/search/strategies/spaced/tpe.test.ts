import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { aContext, never, scored, Teller } from '../../testing/strategyContract.ts';
import { goodOf, parzen, recency } from './parzen.ts';
import { split, Tpe } from './tpe.ts';

const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(actual[at]).toBeCloseTo(value, 12);
};

describe('a categorical Parzen estimator', () => {
  it('is even without observations', () => {
    close(parzen([], 4), [0.25, 0.25, 0.25, 0.25]);
  });

  it('is as worked by hand: two observations of the first option and one of the second, of three', () => {
    // Four kernels. One that has seen an option gives it (1 + 1/4) / (1 + 3/4) = 5/7 and the others 1/7 each; the prior
    // gives 1/3. First: (5/7 + 5/7 + 1/7 + 1/3) / 4, second: (1/7 + 1/7 + 5/7 + 1/3) / 4, third: (3/7 + 1/3) / 4.
    close(parzen([0, 0, 1], 3), [10 / 21, 7 / 21, 4 / 21]);
  });

  it('weighs the last 25 observations alike and older ones less, rising from 1 / n', () => {
    expect(recency(24)).toEqual(Array(24).fill(1));
    close(recency(28), [1 / 28, (1 / 28 + 1) / 2, 1, ...Array<number>(25).fill(1)]);
    close(recency(26), [1 / 26, ...Array<number>(25).fill(1)]);
    // 26 observations: the old one of the second option weighs 1/26, of 26 + 1/26 in all with the prior's 1.
    const seen = (25 * (1 / 27) + (1 / 26) * (1 + 1 / 27)) / (1 + 2 / 27);
    close(parzen([1, ...Array<number>(25).fill(0)], 2).slice(1), [(seen + 0.5) / (26 + 1 / 26)]);
  });

  it('sums to one', () => {
    expect(
      parzen(
        Array.from({ length: 60 }, (_, at) => at % 3),
        5,
      ).reduce((a, b) => a + b),
    ).toBeCloseTo(1, 12);
  });
});

describe('good networks', () => {
  it('are a tenth, rounded up, and at most 25', () => {
    expect([1, 10, 11, 100, 250, 251, 1000].map(goodOf)).toEqual([1, 1, 2, 10, 25, 25, 25]);
  });

  it('are the best, the earlier of equals, and stay in their order', () => {
    const observed = [0.1, 0.9, 0.2, 0.9, 0.9, 0.3, 0.1, 0.1, 0.1, 0.1, 0.1].map((valAccuracy, at) => ({
      valAccuracy,
      at,
    }));
    expect(split(observed).good.map(({ at }) => at)).toEqual([1, 3]);
    expect(split(observed).others.map(({ at }) => at)).toEqual([0, 2, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('TPE', () => {
  const isConvolution = ({ origin }: Proposal) =>
    origin.kind === 'chosen' && origin.choices.includes('edge 0 to 3 conv 3');

  async function proposed(startups: number, count: number, seed: number): Promise<readonly Proposal[]> {
    const strategy = new Tpe({ id: 'tpe', space: 'cell', startups, candidates: 24 }, aContext(seed));
    const teller = new Teller(strategy);
    const proposals: Proposal[] = [];
    for (let turn = 0; turn < count; turn++) {
      const [proposal] = await strategy.ask(1, never);
      if (!proposal) throw new Error('nothing proposed');
      proposals.push(proposal);
      teller.tell(proposal, scored(isConvolution(proposal) ? 0.9 : 0.1));
    }
    return proposals;
  }

  it('draws by chance until there are enough observations', async () => {
    const few = await proposed(60, 60, 3);
    const model = await proposed(10, 60, 3);
    expect(model.slice(0, 10).map(({ source }) => source)).toEqual(
      few.slice(0, 10).map(({ source }) => source),
    );
    // By chance the one choice that counts is made in some quarter of 40 cells: 10, with a standard deviation of 2.7.
    expect(few.slice(20).filter(isConvolution).length).toBeLessThan(21);
    expect(model.slice(20).filter(isConvolution).length).toBeGreaterThan(21);
  });

  it('proposes nothing twice', async () => {
    const proposals = await proposed(10, 80, 4);
    expect(new Set(proposals.map(({ source }) => source)).size).toBe(80);
  });
});
