import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../search/spec/spec.ts';
import { aTask } from '../../../search/testing/strategyContract.ts';
import { expectedCharge } from './charge.ts';
import { mixtureFactor } from '../../../search/supernet/cost.ts';
import {
  cellEdges,
  countOf,
  edgeShares,
  isCollapsed,
  rangeAround,
  rankCorrelation,
  shareRange,
} from './sharing.ts';

const point = (step: number, alpha: number) => ({
  step,
  alphas: [[0, alpha, 0, 0], ...Array.from({ length: 5 }, () => [0, 0, 0, 0])],
  trainLoss: 1,
  valLoss: 1,
  cell: [1, 1, 1, 1, 1, 0],
  skips: 5,
});

describe('the shares of an edge', () => {
  it('are a line for each operation, in all 1 at every step', () => {
    const edges = edgeShares({ points: [point(10, 0), point(20, Math.log(3))] });
    expect(edges.map(({ from, to }) => `${from}${to}`)).toEqual(['01', '02', '12', '03', '13', '23']);
    const skip = edges[0]?.lines.find(({ operation }) => operation === 'skip');
    expect(skip?.places.map(({ x }) => x)).toEqual([10, 20]);
    [0.25, 0.5].forEach((share, at) => expect(skip?.places[at]?.y).toBeCloseTo(share, 12));
    for (const { lines } of edges)
      for (const at of [0, 1])
        expect(lines.reduce((sum, { places }) => sum + (places[at]?.y ?? NaN), 0)).toBeCloseTo(1, 12);
    const [low, high] = shareRange(edges);
    expect([low, high].map((share) => Math.round(100 * share))).toEqual([15, 52]);
  });
});

describe('a derived cell', () => {
  it('has an edge for each operation but none', () => {
    expect(cellEdges([2, 0, 1, 0, 3, 0])).toEqual([
      { from: 0, to: 1, operation: 'conv 3' },
      { from: 1, to: 2, operation: 'skip' },
      { from: 1, to: 3, operation: 'pool 3' },
    ]);
    expect(countOf([1, 1, 2, 0, 1, 2], 'skip')).toBe(3);
  });

  it('has collapsed when skip connections are on all edges but one, or no convolution is left', () => {
    expect(isCollapsed([1, 1, 1, 2, 1, 0])).toBe(true);
    expect(isCollapsed([1, 1, 1, 2, 2, 0])).toBe(false);
    expect(isCollapsed([3, 3, 1, 3, 3, 0])).toBe(true);
  });
});

describe('one-shot scores against training', () => {
  const cell = (id: number, oneShot: number, valAccuracy?: number) => ({
    id,
    oneShot,
    ...(valAccuracy !== undefined && { valAccuracy }),
  });

  it('correlate by rank, over what was trained', () => {
    const trained = [cell(1, 0.9, 0.5), cell(2, 0.8, 0.6), cell(3, 0.7, 0.7), cell(4, 0.1)];
    expect(rankCorrelation({ trained })).toBeCloseTo(-1, 12);
    expect(rankCorrelation({ trained: trained.slice(2) })).toBeUndefined();
  });

  it('are shown with room around them', () => {
    rangeAround([0.5, 0.9]).forEach((end, at) => expect(end).toBeCloseTo([0.46, 0.94][at] ?? NaN, 12));
    expect(rangeAround([])).toEqual([0, 1]);
  });
});

describe('what is expected to be charged', () => {
  const of = (strategy: object, training: object = {}) => {
    const parsed = parseSpec({ strategy, training });
    if (!parsed.ok) throw new Error(parsed.error);
    const spec = parsed.value;
    if (spec.strategy.id !== 'spos' && spec.strategy.id !== 'darts') throw new Error('no such method');
    return expectedCharge(spec.strategy, spec);
  };

  it('is the supernet’s steps in those of a candidate', () => {
    expect(of({ id: 'spos', supernetSteps: 4000 })).toBe(10);
  });

  it('is the passes of a relaxed search by what the mixture takes', () => {
    const passes = 2 * 1000 * 64;
    expect(of({ id: 'darts', relaxedSteps: 1000 })).toBeCloseTo(
      (passes * mixtureFactor(aTask)) / (400 * 128),
      9,
    );
  });

  it('is not known where candidates are trained for passes over the data', () => {
    expect(of({ id: 'spos' }, { length: { unit: 'epochs', count: 3 } })).toBeUndefined();
  });
});
