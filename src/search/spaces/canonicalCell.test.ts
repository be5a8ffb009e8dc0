import { describe, expect, it } from 'vitest';
import { canonicalCell, cellNetworks } from './canonicalCell.ts';
import { BENCHMARK, CELL, type CellSpace, EDGES, type Operation } from './cell.ts';
import { enumerate } from './enumerate.ts';
import { keyOf } from './encode.ts';
import type { Genotype } from './space.ts';

/** In the order of the edges 01, 02, 12, 03, 13, 23. */
const cell = ({ operations }: CellSpace, ...edges: readonly Operation[]): Genotype =>
  edges.map((operation) => operations.indexOf(operation));

describe('a cell as a formula', () => {
  it('has no trace of edges that lead nowhere', () => {
    const plain = cell(BENCHMARK, 'none', 'none', 'none', 'conv 3', 'none', 'none');
    const dangling = cell(BENCHMARK, 'conv 1', 'conv 3', 'none', 'conv 3', 'none', 'none');
    const unreached = cell(BENCHMARK, 'none', 'none', 'conv 1', 'conv 3', 'conv 3', 'skip');
    for (const each of [plain, dangling, unreached]) expect(canonicalCell(BENCHMARK, each)).toBe('A3(x)');
  });

  it('is the same whichever node a convolution leads to, and in whichever order a sum is made', () => {
    const over1 = cell(BENCHMARK, 'conv 1', 'none', 'none', 'conv 3', 'skip', 'none');
    const over2 = cell(BENCHMARK, 'none', 'conv 1', 'none', 'conv 3', 'none', 'skip');
    const later = cell(BENCHMARK, 'none', 'conv 3', 'none', 'conv 1', 'none', 'skip');
    expect(new Set([over1, over2, later].map((each) => canonicalCell(BENCHMARK, each))).size).toBe(1);
  });

  it('keeps two skips of one node as twice that node', () => {
    const twice = cell(BENCHMARK, 'skip', 'none', 'none', 'skip', 'skip', 'none');
    expect(canonicalCell(BENCHMARK, twice)).toBe('x+x');
  });

  it('tells a convolution that is used twice from two convolutions', () => {
    // Node 1 is a convolution that node 2 and the output take; the other has one on either way.
    const shared = cell(BENCHMARK, 'conv 3', 'none', 'skip', 'none', 'skip', 'skip');
    const own = cell(BENCHMARK, 'none', 'conv 3', 'none', 'conv 3', 'none', 'skip');
    expect(canonicalCell(BENCHMARK, shared)).toBe('A3(x)+A3(x)');
    expect(canonicalCell(BENCHMARK, own)).toBe('A3(x)+B3(x)');
  });

  it('takes poolings of one sum for the same, but uses nothing else of what pooling is', () => {
    const apart = cell(CELL, 'pool 3', 'pool 3', 'none', 'none', 'skip', 'skip');
    const shared = cell(CELL, 'pool 3', 'none', 'skip', 'none', 'skip', 'skip');
    expect(canonicalCell(CELL, apart)).toBe(canonicalCell(CELL, shared));
    const poolOfSum = cell(CELL, 'conv 3', 'skip', 'skip', 'none', 'none', 'pool 3');
    const sumOfPools = cell(CELL, 'conv 3', 'pool 3', 'none', 'none', 'pool 3', 'skip');
    expect(canonicalCell(CELL, poolOfSum)).not.toBe(canonicalCell(CELL, sumOfPools));
  });

  it('is none where nothing leads from the first node to the last', () => {
    expect(canonicalCell(BENCHMARK, cell(BENCHMARK, 'skip', 'conv 1', 'skip', 'none', 'none', 'none'))).toBe(
      undefined,
    );
  });
});

describe.each([CELL, BENCHMARK])('over all cells of the $id space', (space) => {
  it('two are one network exactly when some matching of their convolutions has them compute the same', () => {
    const byFormula = new Map<string, string>();
    const byValues = new Map<string, string>();
    for (const genotype of enumerate(space)) {
      const formula = canonicalCell(space, genotype) ?? '';
      const values = leastValues(space, genotype);
      byFormula.set(formula, byFormula.get(formula) ?? values);
      byValues.set(values, byValues.get(values) ?? formula);
      expect(byFormula.get(formula)).toBe(values);
      expect(byValues.get(values)).toBe(formula);
    }
  });

  it('lists each network once, by a cell of fewest operations, with all cells that are it', () => {
    const networks = cellNetworks(space);
    const size = (genotype: Genotype) => genotype.filter((choice) => choice > 0).length;
    const cells = networks.flatMap((network) => network.cells.map(keyOf));
    expect(cells.toSorted()).toEqual(Array.from(enumerate(space), keyOf).toSorted());
    for (const { key, genotype, cells } of networks) {
      expect(cells.map((each) => canonicalCell(space, each))).toEqual(cells.map(() => key));
      expect(cells).toContain(genotype);
      expect(size(genotype)).toBe(Math.min(...cells.map(size)));
    }
  });
});

it('the cell space has 940 networks and that of the benchmark 1,010', () => {
  expect([cellNetworks(CELL).length, cellNetworks(BENCHMARK).length]).toEqual([940, 1010]);
});

/**
 * What a cell computes of a certain input, with a function of its own for each convolution and one for all poolings, none
 * of which has anything special: the least that comes out of all ways to give the functions to the convolutions. It knows
 * nothing of formulas, so that it can tell whether they are right.
 */
function leastValues({ operations }: CellSpace, genotype: Genotype): string {
  const kinds = genotype.map((choice) => operations[choice] ?? 'none');
  const isLive = (edge: number) =>
    kinds[edge] !== 'none' &&
    leads(kinds, 0, EDGES[edge]?.from ?? 0) &&
    leads(kinds, EDGES[edge]?.to ?? 0, 3);
  const live = [...EDGES.keys()].filter(isLive);
  const convolutions = live.filter((edge) => kinds[edge]?.startsWith('conv'));
  const outputs = ordersOf(convolutions.length).map((order) => {
    const nodes = [
      [0.3, -0.7],
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    for (const edge of live) {
      const { from, to } = EDGES[edge] ?? { from: 0, to: 0 };
      const out = apply(kinds[edge] ?? 'none', order[convolutions.indexOf(edge)] ?? 0, nodes[from] ?? []);
      nodes[to] = (nodes[to] ?? []).map((value, at) => value + (out[at] ?? NaN));
    }
    return (nodes[3] ?? []).map((value) => value.toFixed(9)).join();
  });
  return outputs.toSorted()[0] ?? '';
}

const apply = (kind: Operation, which: number, [a = 0, b = 0]: readonly number[]): readonly number[] => {
  if (kind === 'skip') return [a, b];
  if (kind === 'pool 3') return [Math.sin(a + 0.4 * b + 0.2), Math.sin(0.6 * a - b + 0.5)];
  const kernel = kind === 'conv 1' ? 1.3 : 2.1;
  const [p, q, r] = [0.7 + 0.37 * which, kernel - 0.23 * which, 0.11 * which * kernel + 0.05];
  return [Math.tanh(p * a + q * b + r), Math.tanh(q * a * b - p * b + kernel)];
};

const leads = (kinds: readonly Operation[], from: number, to: number): boolean =>
  from === to ||
  EDGES.some((edge, at) => edge.from === from && kinds[at] !== 'none' && leads(kinds, edge.to, to));

const ordersOf = (count: number): readonly (readonly number[])[] =>
  count === 0
    ? [[]]
    : ordersOf(count - 1).flatMap((order) =>
        Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)),
      );
