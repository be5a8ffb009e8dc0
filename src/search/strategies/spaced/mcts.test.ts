import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { enumerate, sizeOf } from '../../spaces/enumerate.ts';
import { genotypeOf } from '../../spaces/encode.ts';
import { SPACES } from '../../spaces/index.ts';
import type { Genotype } from '../../spaces/space.ts';
import { aContext, never, scored, Teller } from '../../testing/strategyContract.ts';
import { Mcts, upperBound } from './mcts.ts';

const create = (space: 'chain' | 'cell', seed: number, exploration = 1.414) =>
  new Mcts({ id: 'mcts', space, exploration }, aContext(seed));

describe('the upper confidence bound', () => {
  it('is as worked by hand', () => {
    // Mean 2 / 4, and 1.5 · √(ln 9 / 4).
    expect(upperBound({ visits: 4, total: 2, open: 0 }, { visits: 9, open: 0 }, 1.5)).toBeCloseTo(
      0.5 + 1.5 * Math.sqrt(Math.log(9) / 4),
      12,
    );
  });

  it('counts networks under way as visits, but not in the mean', () => {
    expect(upperBound({ visits: 4, total: 2, open: 2 }, { visits: 9, open: 3 }, 1)).toBeCloseTo(
      0.5 + Math.sqrt(Math.log(12) / 6),
      12,
    );
  });

  it('is without end for what was never visited', () => {
    expect(upperBound({ visits: 0, total: 0, open: 0 }, { visits: 9, open: 0 }, 1)).toBe(Infinity);
  });
});

const genotypeIn = (space: keyof typeof SPACES, { origin }: Proposal): Genotype =>
  (origin.kind === 'chosen' && genotypeOf(SPACES[space], origin.choices)) || [];

async function search(
  strategy: Mcts,
  count: number,
  accuracy: (proposal: Proposal) => number,
): Promise<readonly Proposal[]> {
  const teller = new Teller(strategy);
  const proposals: Proposal[] = [];
  for (let turn = 0; turn < count; turn++) {
    const [proposal] = await strategy.ask(1, never);
    if (!proposal) throw new Error('nothing proposed');
    proposals.push(proposal);
    teller.tell(proposal, scored(accuracy(proposal)));
  }
  return proposals;
}

describe('tree search', () => {
  it('tries every option of the first choice before any of them again', async () => {
    const proposals = await search(create('cell', 1), 4, () => 0.5);
    expect(new Set(proposals.map((each) => genotypeIn('cell', each)[0])).size).toBe(4);
  });

  it('asked ahead without outcomes, goes different ways', async () => {
    const proposals = await create('cell', 1).ask(4, never);
    expect(new Set(proposals.map((each) => genotypeIn('cell', each)[0])).size).toBe(4);
  });

  it('goes mostly where a known optimum lies', async () => {
    // Every edge that is a convolution is worth a sixth: the optimum is the cell of six of them.
    const worth = (genotype: Genotype) => genotype.filter((choice) => choice === 2).length / 6;
    const best = Math.max(...Array.from(enumerate(SPACES.cell), worth));
    const found = await Promise.all(
      [1, 2, 3, 4, 5].map(async (seed) => {
        const proposals = await search(create('cell', seed, 0.2), 200, (each) =>
          worth(genotypeIn('cell', each)),
        );
        const last = proposals.slice(-50).map((each) => genotypeIn('cell', each));
        return {
          best: Math.max(...proposals.map((each) => worth(genotypeIn('cell', each)))),
          mean: last.reduce((sum, each) => sum + worth(each), 0) / last.length,
        };
      }),
    );
    expect(best).toBe(1);
    // By chance the optimum is among 200 in one run of twenty, and the mean is 0.25 with a standard error of 0.025.
    expect(found.filter((each) => each.best === best).length).toBeGreaterThanOrEqual(4);
    for (const { mean } of found) expect(mean).toBeGreaterThan(0.35);
  });

  it('proposes every program of a space once before any of them again', async () => {
    const { cell } = SPACES;
    const task = { inputShape: [40, 1], classes: 10 };
    const texts = new Set(Array.from(enumerate(cell), (genotype) => cell.render(genotype, task)));
    expect(texts.size).toBeLessThan(sizeOf(cell));
    const proposals = await search(create('cell', 2), texts.size, () => 0.5);
    expect(new Set(proposals.map(({ source }) => source))).toEqual(texts);
  });
});
