import { describe, expect, it } from 'vitest';
import type { Proposal } from '../domain.ts';
import { genotypeOf } from '../spaces/encode.ts';
import { SPACES } from '../spaces/index.ts';
import { overChoices } from '../spaces/searchSpace.ts';
import { type Genotype, choiceAt } from '../spaces/space.ts';
import { aContext, drive, never, scored, Teller } from '../testing/strategyContract.ts';
import { RegularizedEvolution } from './regularizedEvolution.ts';

const space = SPACES.benchmark;
const POPULATION = 5;

const evolution = (seed: number, sample: number) =>
  new RegularizedEvolution(
    { id: 'evolution', population: POPULATION, sample, edits: 1 },
    aContext(seed),
    overChoices(space),
  );

const genotype = ({ origin }: Proposal): Genotype =>
  (origin.kind === 'chosen' && genotypeOf(space, origin.choices)) || [];
const parentOf = ({ origin }: Proposal) => (origin.kind === 'chosen' ? origin.parents[0] : undefined);
const differences = (a: Genotype, b: Genotype) => a.filter((choice, at) => choice !== b[at]).length;

describe('evolution over a space', () => {
  it('begins with as many random networks as the population has, and then changes one choice of a parent', async () => {
    const proposals = await drive(evolution(1, 2), 30, (turn) => scored(0.2 + (turn % 7) / 10));
    for (const [turn, proposal] of proposals.entries()) {
      const parent = parentOf(proposal);
      if (turn < POPULATION) expect(parent).toBe(undefined);
      else
        expect(differences(genotype(proposal), genotype(proposals[(parent ?? 0) - 1] ?? proposal))).toBe(1);
    }
  });

  it('breeds from the fittest of the contestants, which are all where so many are drawn, the younger on a tie', async () => {
    const accuracies = [0.3, 0.7, 0.7, 0.1, 0.2, 0.5];
    const proposals = await drive(evolution(2, POPULATION), 6, (turn) => scored(accuracies[turn] ?? 0));
    expect(parentOf(proposals[5] as Proposal)).toBe(3);
  });

  it('lets the oldest die, however good it is', async () => {
    // Candidate 1 is the best of all; it is gone once five younger ones have been scored.
    const proposals = await drive(evolution(3, POPULATION), 16, (turn) => scored(turn === 0 ? 0.9 : 0.5));
    expect(parentOf(proposals[5] as Proposal)).toBe(1);
    for (const proposal of proposals.slice(6)) expect(parentOf(proposal)).not.toBe(1);
  });

  it('draws another random network for one that was not tried, and may draw that one again', async () => {
    const strategy = evolution(6, 2);
    const asked = await strategy.ask(POPULATION, never);
    const last = asked[POPULATION - 1] as Proposal;
    strategy.dropped(last);
    const teller = new Teller(strategy);
    for (const proposal of asked.slice(0, -1)) teller.tell(proposal, scored(0.5));
    const [sampled, child] = await strategy.ask(2, never);
    expect(parentOf(sampled as Proposal)).toBe(undefined);
    expect(parentOf(child as Proposal)).toBeGreaterThan(0);
  });

  it('makes as many changes as it is told to', async () => {
    const strategy = new RegularizedEvolution(
      { id: 'evolution', population: POPULATION, sample: 2, edits: 3 },
      aContext(7),
      overChoices(space),
    );
    const proposals = await drive(strategy, 30, (turn) => scored(0.2 + (turn % 7) / 10));
    const changes = proposals.flatMap((proposal) => {
      const parent = proposals[(parentOf(proposal) ?? 0) - 1];
      return parent ? [differences(genotype(proposal), genotype(parent))] : [];
    });
    expect(changes).toHaveLength(25);
    expect(Math.max(...changes)).toBe(3);
  });

  it('takes a duplicate in with the score of the network that it is the same as', async () => {
    const strategy = evolution(4, POPULATION);
    const teller = new Teller(strategy);
    for (let turn = 0; turn < POPULATION; turn++) {
      const [proposal] = await strategy.ask(1, never);
      // The last one is the first again, which is the best.
      const outcome = turn === 4 ? ({ kind: 'duplicate', of: 1 } as const) : scored(turn === 0 ? 0.9 : 0.4);
      teller.tell(proposal as Proposal, outcome);
    }
    const [child] = await strategy.ask(1, never);
    expect(parentOf(child as Proposal)).toBe(5);
  });

  it('climbs to the most convolutions where these are what counts', async () => {
    const strategy = evolution(5, 3);
    const teller = new Teller(strategy);
    const worth = (each: Genotype) =>
      space.slots.filter(({ name }) => choiceAt(space, each, name) === 'conv 3').length / space.slots.length;
    let best = 0;
    for (let turn = 0; turn < 150; turn++) {
      const [proposal] = await strategy.ask(1, never);
      if (!proposal) throw new Error('nothing proposed');
      best = Math.max(best, worth(genotype(proposal)));
      teller.tell(proposal, scored(worth(genotype(proposal))));
    }
    // One cell of 4,096 has them on all edges.
    expect(best).toBe(1);
  });
});
