import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { genotypeOf, keyOf } from '../../spaces/encode.ts';
import { enumerate } from '../../spaces/enumerate.ts';
import { SPACES } from '../../spaces/index.ts';
import type { Genotype } from '../../spaces/space.ts';
import { neighbours } from '../../spaces/vary.ts';
import { aContext, never, scored, Teller } from '../../testing/strategyContract.ts';
import { LocalSearch } from './localSearch.ts';

const space = SPACES.branched;
const search = (starts: number, seed = 1) =>
  new LocalSearch({ id: 'local-search', space: 'branched', starts }, aContext(seed));

const genotypeIn = ({ origin }: Proposal): Genotype =>
  (origin.kind === 'chosen' && genotypeOf(space, origin.choices)) || [];
const parentsIn = ({ origin }: Proposal) => (origin.kind === 'chosen' ? origin.parents : []);

/** Falls with every choice that is not the last option: a single peak, that every climb can reach. */
const worth = (genotype: Genotype) =>
  genotype.reduce(
    (sum, choice, at) => sum + (choice + 1) / ((space.slots[at]?.options.length ?? 1) * genotype.length),
    0,
  );

async function climb(strategy: LocalSearch, count: number, accuracy: (genotype: Genotype) => number) {
  const teller = new Teller(strategy);
  const proposals: Proposal[] = [];
  for (let turn = 0; turn < count; turn++) {
    const [proposal] = await strategy.ask(1, never);
    if (!proposal) throw new Error(`nothing proposed at turn ${turn}`);
    proposals.push(proposal);
    teller.tell(proposal, scored(accuracy(genotypeIn(proposal))));
  }
  return proposals;
}

describe('local search', () => {
  it('draws its starts, then tries neighbours of the best of them', async () => {
    const proposals = await climb(search(10), 11, worth);
    expect(proposals.slice(0, 10).map(parentsIn)).toEqual(Array(10).fill([]));
    const starts = proposals.slice(0, 10).map(genotypeIn);
    const best = starts.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    expect(parentsIn(proposals[10] as Proposal)).toEqual([starts.indexOf(best) + 1]);
    expect(neighbours(space, best).map(keyOf)).toContain(keyOf(genotypeIn(proposals[10] as Proposal)));
  });

  it('moves on to the first neighbour that is better, and to none that is as good', async () => {
    const proposals = await climb(search(3), 60, worth);
    const worths = proposals.map((proposal) => worth(genotypeIn(proposal)));
    let centre = worths.indexOf(Math.max(...worths.slice(0, 3)));
    for (const [at, proposal] of proposals.entries()) {
      if (at < 3 || parentsIn(proposal).length === 0) continue;
      expect(parentsIn(proposal)).toEqual([centre + 1]);
      if ((worths[at] ?? 0) > (worths[centre] ?? 0)) centre = at;
    }
  });

  it('climbs to the peak of a hill that has no other', async () => {
    let peak = 0;
    for (const genotype of enumerate(space)) peak = Math.max(peak, worth(genotype));
    const proposals = await climb(search(10), 200, worth);
    expect(Math.max(...proposals.map((each) => worth(genotypeIn(each))))).toBeCloseTo(peak, 12);
  });

  it('begins again with new starts when no neighbour is better', async () => {
    // All are equal, so the first of the starts is a minimum.
    const [first] = await search(4).ask(1, never);
    const around = neighbours(space, genotypeIn(first as Proposal)).length;
    const proposals = await climb(search(4), 4 + around + 5, () => 0.5);
    const kinds = proposals.map((proposal) => parentsIn(proposal).length);
    // Those among the neighbours that were starts already are not tried again.
    const again = kinds.indexOf(0, 4);
    expect(again).toBeGreaterThan(4 + around - 4);
    expect(again).toBeLessThanOrEqual(4 + around);
    expect(kinds.slice(again, again + 4)).toEqual([0, 0, 0, 0]);
    expect(new Set(proposals.map(({ source }) => source)).size).toBe(proposals.length);
  });

  it('waits for its starts, and for the last of its neighbours', async () => {
    const strategy = search(2);
    const teller = new Teller(strategy);
    const starts = await strategy.ask(5, never);
    expect(starts).toHaveLength(2);
    expect(await strategy.ask(1, never)).toEqual([]);
    for (const start of starts) teller.tell(start, scored(0.5));
    const around = await strategy.ask(1000, never);
    expect(around.length).toBeGreaterThan(3);
    expect(await strategy.ask(1, never)).toEqual([]);
    // One that comes late is better: the climb goes on from there.
    const { id } = teller.tell(around[2] as Proposal, scored(0.6));
    const [next] = await strategy.ask(1, never);
    expect(parentsIn(next as Proposal)).toEqual([id]);
  });

  it('tries a neighbour again that was not tried after all', async () => {
    const strategy = search(1);
    const teller = new Teller(strategy);
    const [start] = await strategy.ask(1, never);
    strategy.dropped(start as Proposal);
    const [another] = await strategy.ask(1, never);
    teller.tell(another as Proposal, scored(0.5));
    const [neighbour] = await strategy.ask(1, never);
    strategy.dropped(neighbour as Proposal);
    expect(await strategy.ask(1, never)).toEqual([neighbour]);
  });
});
