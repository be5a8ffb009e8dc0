import { describe, expect, it } from 'vitest';
import { Niches } from '../../archive/niches.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import { parseSpec } from '../../spec/spec.ts';
import { ScriptedRng } from '../../testing/scriptedRng.ts';
import { type Network, Networks } from './networks.ts';
import { type Stock, chooseParents } from './parents.ts';
import { Prompts } from './prompts.ts';

const spec = (variant: LlmaticSpec['variant'] = 'full'): LlmaticSpec => {
  const parsed = parseSpec({ strategy: { id: 'llmatic', variant, mutation: 0.7 } });
  if (!parsed.ok || parsed.value.strategy.id !== 'llmatic') throw new Error('no such strategy');
  return parsed.value.strategy;
};

const CENTROIDS = [0, 1, 2, 3].map((i) => [i / 3, 0.5] as const);

/** In niche `id - 1`; the lower its number, the lower its loss. */
const network = (id: number, length = 100): Network => ({
  id,
  source: 'x'.repeat(length),
  params: 100,
  valAccuracy: 0.5,
  loss: id / 10,
  measures: CENTROIDS[id - 1] ?? [0, 0],
});

/** Prompts in niches 0, 1 and 3, of which 1 is the most curious and 0 the least. */
function stockOf(networks: readonly Network[], latest: readonly Network[] = []): Stock {
  const niches = new Niches();
  const stock = { networks: new Networks(CENTROIDS), prompts: new Prompts(CENTROIDS), latest, niches };
  for (const each of networks.toReversed()) stock.networks.place(each);
  stock.prompts.tell({ kind: 'add-layer', temperature: 0.7 }, 'untrainable', false);
  stock.prompts.tell({ kind: 'add-dense', temperature: 0.7 }, 'added', false);
  stock.prompts.tell({ kind: 'shallower', temperature: 0.7 }, 'not-added', false);
  return stock;
}

/** The ids of the parents and the niche of the prompt that these draws choose. */
function choose(stock: Stock, { ints = [], floats = [] }: Draws = {}, of = spec()) {
  const choice = chooseParents(of, stock, new ScriptedRng(ints, floats));
  if (choice.phase === 'warm-up') return 'warm-up';
  const parents = choice.phase === 'mutation' ? [choice.parent] : choice.parents;
  return { phase: choice.phase, parents: parents.map(({ id }) => id), prompt: choice.prompt?.niche };
}

interface Draws {
  readonly ints?: readonly number[];
  readonly floats?: readonly number[];
}

const MUTATE = [0.69];
const CROSS = [0.7];
const ALL = [1, 2, 3, 4].map((id) => network(id));

describe('the parents of a generation', () => {
  it.each([
    [0, 1, 1],
    [1, 2, 3],
    [2, 3, 0],
  ])('are for a mutation the network and the prompt of rank %i', (rank, parent, niche) => {
    const choice = choose(stockOf(ALL), { floats: MUTATE, ints: [rank] });
    expect(choice).toEqual({ phase: 'mutation', parents: [parent], prompt: niche });
  });

  it('have the last prompt where there are fewer prompts than networks', () => {
    const prompts = new Prompts(CENTROIDS);
    prompts.tell({ kind: 'shallower', temperature: 0.7 }, 'added', false);
    const stock = { ...stockOf(ALL), prompts };
    expect(choose(stock, { floats: MUTATE, ints: [2] })).toMatchObject({ parents: [3], prompt: 3 });
  });

  it('have a rank that there is', () => {
    // Of two networks the rank is one of two; `ScriptedRng` throws for what is out of range.
    expect(choose(stockOf(ALL.slice(0, 2)), { floats: MUTATE, ints: [1] })).toMatchObject({ parents: [2] });
    expect(() => choose(stockOf(ALL.slice(0, 2)), { floats: MUTATE, ints: [2] })).toThrow(RangeError);
  });

  it('are for a crossover the best network and any other', () => {
    const choice = choose(stockOf(ALL), { floats: CROSS, ints: [2] });
    expect(choice).toEqual({ phase: 'crossover', parents: [1, 4], prompt: 1 });
  });

  it('leave the model room for a third program', () => {
    const networks = [network(1, 2000), network(2, 2000), network(3, 1000)];
    expect(choose(stockOf(networks), { floats: CROSS, ints: [0] })).toMatchObject({ parents: [1, 3] });
  });

  it('are one network where there are no two', () => {
    expect(choose(stockOf(ALL.slice(0, 1)), { floats: CROSS, ints: [0] })).toMatchObject({
      phase: 'mutation',
      parents: [1],
    });
    expect(choose(stockOf(ALL.slice(0, 1)), {}, spec('crossover-only'))).toBe('warm-up');
  });

  it('are the initial network while there is nothing to choose from, and in the random ablation for ever', () => {
    expect(choose(stockOf([]))).toBe('warm-up');
    expect(choose(stockOf(ALL), {}, spec('random'))).toBe('warm-up');
  });

  it('come without a prompt in the ablation of the prompt archive', () => {
    const choice = choose(stockOf(ALL), { floats: MUTATE, ints: [1] }, spec('network-archive'));
    expect(choice).toEqual({ phase: 'mutation', parents: [2], prompt: undefined });
  });

  it('come from no niche of the common grid that a person has closed', () => {
    const stock = stockOf(ALL);
    for (const { id } of ALL) stock.niches.settle(id, [id, 0]);
    stock.niches.set([1, 0], 'closed');
    expect(choose(stock, { floats: MUTATE, ints: [0] })).toMatchObject({ parents: [2] });
    expect(choose(stock, { floats: CROSS, ints: [1] })).toMatchObject({ parents: [2, 4] });
    for (const { id } of ALL) stock.niches.set([id, 0], 'closed');
    expect(choose(stock)).toBe('warm-up');
  });

  it('come from favoured niches where chance says so, the partner of a crossover from any', () => {
    const stock = stockOf(ALL);
    for (const { id } of ALL) stock.niches.settle(id, [id, 0]);
    stock.niches.set([3, 0], 'favoured');
    expect(choose(stock, { floats: [0.49, ...MUTATE], ints: [0] })).toMatchObject({ parents: [3] });
    expect(choose(stock, { floats: [0.5, ...MUTATE], ints: [0] })).toMatchObject({ parents: [1] });
    expect(choose(stock, { floats: [0.49, ...CROSS], ints: [0] })).toMatchObject({ parents: [3, 1] });
  });

  it('are of the latest generation, in any order, in the ablation of the network archive', () => {
    const stock = stockOf(ALL, [network(3), network(4)]);
    // Fisher and Yates leave two as they are for a draw of 1, and exchange them for 0.
    const choice = (draw: number) =>
      choose(stock, { ints: [draw, 0], floats: MUTATE }, spec('prompt-archive'));
    expect([choice(1), choice(0)]).toMatchObject([{ parents: [3] }, { parents: [4] }]);
  });
});
