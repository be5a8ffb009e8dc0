import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { Rng } from '../../random/rng.ts';
import { aContext, never, scored, Teller } from '../../testing/strategyContract.ts';
import { Nsga2, select } from './nsga2.ts';
import { crowdingDistances, dominates, nonDominatedSort } from './pareto.ts';

/** A: (1, 5), B: (2, 3), C: (4, 1), D: (3, 4), E: (5, 5), F: (2, 6). */
const POINTS = [
  [1, 5],
  [2, 3],
  [4, 1],
  [3, 4],
  [5, 5],
  [2, 6],
];

describe('non-dominated sorting', () => {
  it('is as worked by hand', () => {
    // Nothing is below A, B or C in both. B dominates D; A dominates F. E is behind B, C and D.
    expect(nonDominatedSort(POINTS)).toEqual([[0, 1, 2], [3, 5], [4]]);
  });

  it('lets equals stand in one front', () => {
    expect(
      nonDominatedSort([
        [1, 1],
        [1, 1],
        [1, 2],
      ]),
    ).toEqual([[0, 1], [2]]);
  });

  it('finds the fronts that peeling off what nothing dominates finds', () => {
    const rng = new Rng('fronts');
    const points = Array.from({ length: 60 }, () => [rng.int(12), rng.int(12), rng.int(4)]);
    const peeled: number[][] = [];
    let left = [...points.keys()];
    while (left.length > 0) {
      const rest = left;
      const front = rest.filter((a) => !rest.some((b) => dominates(points[b] ?? [], points[a] ?? [])));
      peeled.push(front);
      left = rest.filter((each) => !front.includes(each));
    }
    expect(nonDominatedSort(points)).toEqual(peeled);
  });
});

describe('crowding distances', () => {
  it('are as worked by hand', () => {
    // In order of the first objective: 0, 1, 3, 10 of a range of 10; of the second: 8, 6, 2, 0 of 8.
    // Second point: (3 - 0) / 10 + (8 - 2) / 8 = 1.05; third: (10 - 1) / 10 + (6 - 0) / 8 = 1.65.
    const front = [
      [3, 2],
      [0, 8],
      [10, 0],
      [1, 6],
    ];
    const [third, first, last, second] = crowdingDistances(front);
    expect([first, last]).toEqual([Infinity, Infinity]);
    expect(second).toBeCloseTo(1.05, 12);
    expect(third).toBeCloseTo(1.65, 12);
  });

  it('are finite numbers or ends where all are equal', () => {
    expect(crowdingDistances(Array(4).fill([1, 1]))).toEqual([Infinity, 0, 0, Infinity]);
  });
});

it('keeps the lowest fronts, and of the last the emptier places', () => {
  const individuals = POINTS.map((objectives, at) => ({ id: at + 1, genotype: [], objectives }));
  // The first front is A, B, C, of which B lies between; then D and F, both ends of their front.
  expect(select(individuals, 4).map(({ id, rank }) => [id, rank])).toEqual([
    [1, 0],
    [3, 0],
    [2, 0],
    [4, 1],
  ]);
  expect(select(individuals, 2).map(({ id }) => id)).toEqual([1, 3]);
});

describe('NSGA-II', () => {
  const create = (population: number, crossover = 0.9) =>
    new Nsga2({ id: 'nsga2', space: 'chain', population, crossover }, aContext(1));
  const parentsIn = ({ origin }: Proposal) => (origin.kind === 'chosen' ? origin.parents : []);

  it('draws the first generation, waits for it, and breeds the next from it', async () => {
    const strategy = create(4);
    const teller = new Teller(strategy);
    const first = await strategy.ask(9, never);
    expect(first.map(parentsIn)).toEqual([[], [], [], []]);
    expect(await strategy.ask(1, never)).toEqual([]);
    expect(strategy.roundsTold).toBe(0);
    for (const each of first) teller.tell(each, scored(0.5));
    expect(strategy.roundsTold).toBe(1);
    const second = await strategy.ask(9, never);
    expect(second).toHaveLength(4);
    for (const each of second) expect(parentsIn(each).length).toBeGreaterThan(0);
  });

  it('breeds from what nothing dominates: small ones as well as good ones', async () => {
    const strategy = create(6, 1);
    const teller = new Teller(strategy);
    const parents = new Set<number>();
    // The first two are the best and the smallest; the others are worse than either in both.
    const outcomes = [scored(0.9, 1000), scored(0.3, 100)];
    for (let turn = 0; turn < 6; turn++) {
      const [proposal] = await strategy.ask(1, never);
      teller.tell(proposal as Proposal, outcomes[turn] ?? scored(0.2, 2000));
    }
    for (let turn = 0; turn < 30; turn++) {
      const [proposal] = await strategy.ask(1, never);
      for (const parent of parentsIn(proposal as Proposal)) parents.add(parent);
      teller.tell(proposal as Proposal, scored(0.1, 3000));
    }
    expect(parents).toContain(1);
    expect(parents).toContain(2);
    // What is worse never has children: it lost to the first generation.
    expect(Math.max(...parents)).toBeLessThanOrEqual(6);
  });

  it('has children of one parent when it is not to cross', async () => {
    const strategy = create(3, 0);
    const teller = new Teller(strategy);
    for (const each of await strategy.ask(3, never)) teller.tell(each, scored(0.5));
    expect((await strategy.ask(3, never)).map((each) => parentsIn(each).length)).toEqual([1, 1, 1]);
  });
});
