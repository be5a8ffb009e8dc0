import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import type { Strategy } from '../../ports.ts';
import { Rng } from '../../random/rng.ts';
import { genotypeOf, keyOf } from '../../spaces/encode.ts';
import { SPACES } from '../../spaces/index.ts';
import type { Genotype } from '../../spaces/space.ts';
import { neighbours } from '../../spaces/vary.ts';
import { aContext, never, scored, Teller } from '../../testing/strategyContract.ts';
import { Bananas } from './bananas.ts';
import { SpacedRandomSearch } from './sampled.ts';

const space = SPACES.chain;
const spec = {
  id: 'bananas',
  space: 'chain',
  startups: 10,
  candidates: 100,
  batch: 1,
  members: 5,
  learner: 'perceptron',
} as const;

const genotypeIn = ({ origin }: Proposal): Genotype =>
  (origin.kind === 'chosen' && genotypeOf(space, origin.choices)) || [];
const parentsIn = ({ origin }: Proposal) => (origin.kind === 'chosen' ? origin.parents : []);

/** A worth for every option of every slot, drawn once; a network's is the mean of those it chose, 0–1. */
const weights = space.slots.map(({ options }, at) =>
  options.map((_, option) => new Rng(`planted/${at}/${option}`).float()),
);
const planted = (genotype: Genotype): number => {
  const chosen = genotype.flatMap((choice, at) => weights[at]?.[choice] ?? []);
  return chosen.reduce((sum, weight) => sum + weight, 0) / chosen.length;
};

async function search(strategy: Strategy, count: number): Promise<readonly Proposal[]> {
  const teller = new Teller(strategy);
  const proposals: Proposal[] = [];
  for (let turn = 0; turn < count; turn++) {
    const [proposal] = await strategy.ask(1, never);
    if (!proposal) throw new Error(`nothing proposed at turn ${turn}`);
    proposals.push(proposal);
    teller.tell(proposal, scored(planted(genotypeIn(proposal))));
  }
  return proposals;
}

const bestOf = (proposals: readonly Proposal[]) =>
  Math.max(...proposals.map((proposal) => planted(genotypeIn(proposal))));

describe('BANANAS', () => {
  it('draws ten by chance, then mutates one of the five best in one choice', async () => {
    const proposals = await search(new Bananas(spec, aContext(1)), 14);
    expect(proposals.slice(0, 10).flatMap(parentsIn)).toEqual([]);
    for (const [turn, proposal] of proposals.entries()) {
      if (turn < 10) continue;
      const [parent = 0] = parentsIn(proposal);
      const before = proposals.slice(0, turn).map((each) => planted(genotypeIn(each)));
      const better = before.filter((worth) => worth > (before[parent - 1] ?? 0)).length;
      expect(better).toBeLessThan(5);
      const from = genotypeIn(proposals[parent - 1] as Proposal);
      const child = genotypeIn(proposal);
      const changed = child.filter((choice, at) => choice !== from[at] && from[at] !== -1 && choice !== -1);
      expect(changed).toHaveLength(1);
    }
  });

  it('proposes nothing twice, asked ahead or not', async () => {
    const strategy = new Bananas(spec, aContext(2));
    const told = await search(strategy, 12);
    const ahead = await strategy.ask(20, never);
    expect(new Set([...told, ...ahead].map(({ source }) => source)).size).toBe(32);
  });

  it('records what was foretold of a network beside what it came to', async () => {
    const context = aContext(3);
    const proposals = await search(new Bananas(spec, context), 20);
    expect(context.notes.map(({ note }) => note)).toMatchObject(
      proposals.slice(10).map((proposal, turn) => ({
        kind: 'foretold',
        foretold: { id: 11 + turn, valAccuracy: planted(genotypeIn(proposal)) },
      })),
    );
  });

  it('chooses a batch with one ensemble, and learns from what came of it only for the next', async () => {
    // What is told during a batch is a lie in one search and not in the other: neither lets the rest of the batch differ.
    const proposed = async (worth: (turn: number) => number) => {
      const strategy = new Bananas({ ...spec, batch: 5, learner: 'ridge' }, aContext(5));
      const teller = new Teller(strategy);
      const proposals: Proposal[] = [];
      for (let turn = 0; turn < 20; turn++) {
        const [proposal] = await strategy.ask(1, never);
        if (!proposal) throw new Error(`nothing proposed at turn ${turn}`);
        proposals.push(proposal);
        teller.tell(proposal, scored(turn < 10 ? planted(genotypeIn(proposal)) : worth(turn)));
      }
      return proposals.map(({ source }) => source);
    };
    const [low, high] = [await proposed(() => 0.01), await proposed((turn) => 0.9 + turn / 1000)];
    expect(low.slice(0, 15)).toEqual(high.slice(0, 15));
    expect(low.slice(15)).not.toEqual(high.slice(15));
  });

  it('goes on by chance when everything near the best is known', async () => {
    const cell = { ...spec, space: 'cell', startups: 1 } as const;
    const strategy = new Bananas(cell, aContext(4));
    const teller = new Teller(strategy);
    const [first] = await strategy.ask(1, never);
    teller.tell(first as Proposal, scored(0.5));
    const start = (first?.origin.kind === 'chosen' && genotypeOf(SPACES.cell, first.origin.choices)) || [];
    const around = new Set(neighbours(SPACES.cell, start).map(keyOf));
    const asked = await strategy.ask(60, never);
    const kinds = asked.map((proposal) => parentsIn(proposal).length);
    expect(kinds[0]).toBe(1);
    expect(kinds.filter((count) => count === 1).length).toBeLessThanOrEqual(around.size);
    expect(kinds.at(-1)).toBe(0);
  });

  it.each(['perceptron', 'ridge'] as const)(
    'finds better networks than random search where choices add up, by %s',
    async (learner) => {
      // Ten seeds, thirty networks each. Were both as good, nine of ten or more would be better once in a hundred times.
      const seeds = Array.from({ length: 10 }, (_, at) => at + 1);
      const wins = await Promise.all(
        seeds.map(async (seed) => {
          const found = bestOf(await search(new Bananas({ ...spec, learner }, aContext(seed)), 30));
          return found > bestOf(await search(new SpacedRandomSearch('chain', aContext(seed)), 30));
        }),
      );
      expect(wins.filter(Boolean).length).toBeGreaterThanOrEqual(9);
      // Two hundred ensembles learn, which takes a while on a busy machine.
    },
    120_000,
  );
});
