import { describe, expect, it } from 'vitest';
import { CODE } from '../program/space.ts';
import type { Proposal } from '../domain.ts';
import { editInEnglish } from '../edits/english.ts';
import { defaultEvolution } from '../spec/spec.ts';
import { genotypeOf } from '../spaces/encode.ts';
import { SPACES } from '../spaces/index.ts';
import { overChoices } from '../spaces/searchSpace.ts';
import { aContext, drive, never, scored, Teller } from '../testing/strategyContract.ts';
import { RegularizedEvolution } from './regularizedEvolution.ts';
import { SpacedRandomSearch } from './spaced/sampled.ts';

const evolution = (population: number, sample: number, seed = 1) =>
  new RegularizedEvolution({ ...defaultEvolution(), population, sample }, aContext(seed), CODE);

const parentOf = ({ origin }: Proposal) => (origin.kind === 'mutated' ? origin.parent : origin.kind);

describe('regularised evolution', () => {
  it('samples at random until the population has been proposed, then mutates', async () => {
    const proposals = await drive(evolution(4, 2), 8, () => scored(0.5));
    expect(proposals.map(({ origin }) => origin.kind)).toEqual([
      'sampled',
      'sampled',
      'sampled',
      'sampled',
      'mutated',
      'mutated',
      'mutated',
      'mutated',
    ]);
  });

  it('takes the fittest for the parent when the tournament is the whole population', async () => {
    const accuracies = [0.3, 0.9, 0.5];
    const proposals = await drive(evolution(3, 3), 4, (turn) => scored(accuracies[turn] ?? 0.1));
    expect(parentOf(proposals[3] as Proposal)).toBe(2);
  });

  it('lets the oldest die, however good it is', async () => {
    // Candidate 1 is the best there ever is; with a population of three it is gone after candidate 4.
    const accuracies = [0.9, 0.3, 0.5, 0.4, 0.45, 0.1, 0.1];
    const proposals = await drive(evolution(3, 3), 7, (turn) => scored(accuracies[turn] ?? 0));
    // Alive: {1 2 3} -> 1; {2 3 4} -> 3; {3 4 5} -> 3; {4 5 6} -> 5.
    expect(proposals.slice(3).map(parentOf)).toEqual([1, 3, 3, 5]);
  });

  it('takes the younger parent of two that are equal', async () => {
    const proposals = await drive(evolution(2, 2), 3, () => scored(0.5));
    expect(parentOf(proposals[2] as Proposal)).toBe(2);
  });

  it('keeps what failed, was invalid or was a duplicate out of the population', async () => {
    const strategy = evolution(2, 2);
    const teller = new Teller(strategy);
    const [first] = await strategy.ask(1, never);
    teller.tell(first as Proposal, scored(0.4));
    const [second] = await strategy.ask(1, never);
    teller.tell(second as Proposal, { kind: 'failed', reason: 'diverged', message: 'NaN' });
    const [third] = await strategy.ask(1, never);
    expect(parentOf(third as Proposal)).toBe(1);
    teller.tell(third as Proposal, { kind: 'duplicate', of: 1 });
    const [fourth] = await strategy.ask(1, never);
    expect(parentOf(fourth as Proposal)).toBe(1);
  });

  it('begins from what another strategy has found when that fills the population', async () => {
    const strategy = evolution(3, 3);
    const teller = new Teller(strategy);
    const written = {
      kind: 'written',
      parents: [],
      model: 'm',
      prompt: '',
      reply: '',
      temperature: 1,
      tokens: 1,
      writeMs: 1,
    } as const;
    for (const accuracy of [0.9, 0.3, 0.5, 0.4]) {
      const [{ source } = { source: '' }] = await evolution(3, 3, accuracy * 10).ask(1, never);
      teller.tell({ source, origin: written }, scored(accuracy));
    }
    const [child] = await strategy.ask(1, never);
    expect(parentOf(child as Proposal)).toBe(3);
  });

  it('says in plain words what it changed', async () => {
    const proposals = await drive(evolution(2, 2), 12, () => scored(0.5));
    for (const { origin } of proposals.slice(2)) {
      expect(origin.kind === 'mutated' && origin.edits.length).toBe(1);
      expect(origin.kind === 'mutated' && editInEnglish(origin.edits[0] ?? '')).toMatch(/^[a-z].{5,}/);
    }
  });

  it('changes the program each time', async () => {
    const parents = new Map<number, string>();
    const proposals = await drive(evolution(3, 2), 20, () => scored(0.5));
    proposals.forEach(({ source }, index) => parents.set(index + 1, source));
    for (const { source, origin } of proposals)
      if (origin.kind === 'mutated') expect(source).not.toBe(parents.get(origin.parent));
  });

  it('makes several edits when asked to', async () => {
    const strategy = new RegularizedEvolution(
      { ...defaultEvolution(), population: 2, sample: 2, edits: 3 },
      aContext(1),
      CODE,
    );
    const proposals = await drive(strategy, 10, () => scored(0.5));
    const edits = proposals
      .slice(2)
      .map(({ origin }) => (origin.kind === 'mutated' ? origin.edits.length : 0));
    expect(Math.max(...edits)).toBe(3);
  });
});

describe('regularised evolution in a space of choices', () => {
  const { cell } = SPACES;
  const inCells = () =>
    new RegularizedEvolution(
      { ...defaultEvolution(), population: 4, sample: 2 },
      aContext(1),
      overChoices(cell),
    );
  const genotypeIn = ({ origin }: Proposal) =>
    (origin.kind === 'chosen' && genotypeOf(cell, origin.choices)) || [];

  it('changes one choice of a parent, and says what was chosen', async () => {
    const proposals = await drive(inCells(), 30, (turn) => scored(((turn * 7) % 10) / 10));
    for (const [turn, proposal] of proposals.entries()) {
      const parents = proposal.origin.kind === 'chosen' ? proposal.origin.parents : [];
      expect(parents).toHaveLength(turn < 4 ? 0 : 1);
      const parent = proposals[(parents[0] ?? 0) - 1];
      if (!parent) continue;
      const [before, after] = [genotypeIn(parent), genotypeIn(proposal)];
      expect(after.filter((choice, at) => choice !== before[at])).toHaveLength(1);
      expect(proposal.source).toBe(cell.render(after, aContext(1).task));
    }
  });

  it('proposes nothing twice', async () => {
    const proposals = await drive(inCells(), 60, () => scored(0.5));
    expect(new Set(proposals.map(({ source }) => source)).size).toBe(60);
  });

  it('breeds from what another method has found in the same space, and from nothing of another', async () => {
    const strategy = inCells();
    const teller = new Teller(strategy);
    const told = async (space: 'cell' | 'chain', count: number, accuracy: number) => {
      for (const proposal of await new SpacedRandomSearch(space, aContext(2)).ask(count, never))
        teller.tell(proposal, scored(accuracy));
    };
    await told('cell', 4, 0.5);
    const [child] = await strategy.ask(1, never);
    expect(child?.origin).toMatchObject({ kind: 'chosen', space: 'cell', parents: [expect.any(Number)] });
    await told('chain', 4, 0.9);
    const [another] = await strategy.ask(1, never);
    const parents = another?.origin.kind === 'chosen' ? another.origin.parents : [];
    expect(parents).toHaveLength(1);
    expect(parents[0]).toBeLessThanOrEqual(4);
  });
});
