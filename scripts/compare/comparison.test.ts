import { describe, expect, it } from 'vitest';
import { compare } from './figures.ts';
import { METHODS, RIVALS } from './methods.ts';
import { bestSmall, fitnessOf, fittest, foundBy, frontOf, seedsOf } from './pareto.ts';
import { accuracyDomain, plotOf } from './plot.ts';
import { qualityOf } from './quality.ts';
import { bestTable, fitnessTable } from './report.ts';
import type { Trace, Tried } from './trace.ts';

const found = (accuracy: number, params = 1000) => ({
  accuracy,
  loss: 1,
  params,
  flops: 1e4,
  widthToDepth: 5,
  source: `${accuracy} of ${params}`,
});

const scored = (seconds: number, accuracy: number, params?: number): Tried => ({
  kind: 'scored',
  seconds,
  score: found(accuracy, params),
});

const trace = (method: string, seed: number, tried: readonly Tried[]): Trace => ({
  method,
  seed,
  tried,
  seconds: tried.at(-1)?.seconds ?? 0,
  waiting: 0,
  written: 0,
});

const method = (id: string) => {
  const chosen = [...METHODS, ...RIVALS].find((each) => each.id === id);
  if (!chosen) throw new Error(`no ${id}`);
  return chosen;
};

const pairs = [
  trace('llmatic', 1, [scored(5, 0.6), scored(10, 0.8)]),
  trace('llmatic', 2, [scored(5, 0.5), scored(10, 0.6)]),
  // Twice as fast: after ten seconds it has tried four.
  trace('random', 1, [scored(2, 0.5), scored(4, 0.6), scored(6, 0.7), scored(8, 0.9)]),
  trace('random', 2, [scored(2, 0.5), scored(4, 0.5), scored(6, 0.5), scored(8, 0.5)]),
];

describe('a method against a rival', () => {
  it('is compared seed by seed, at equal evaluations and at equal time', () => {
    const comparison = compare(pairs, method('llmatic'), RIVALS, 2);
    expect(comparison?.best.mean).toBeCloseTo(0.7, 12);
    // 0.8 - 0.6 and 0.6 - 0.5; then 0.8 - 0.9 and 0.6 - 0.5.
    expect(comparison?.against.random?.evaluations.mean).toBeCloseTo(0.15, 12);
    expect(comparison?.against.random?.time.mean).toBeCloseTo(0, 12);
    // Student's t for one degree of freedom: 12.706 · sd / sqrt 2, with sd = 0.1 / sqrt 2.
    expect(comparison?.against.random?.evaluations.margin).toBeCloseTo(12.7062 * 0.05, 6);
  });

  it('is left out where the rival has not every seed', () => {
    const fewer = pairs.filter(({ method, seed }) => method === 'llmatic' || seed === 1);
    expect(compare(fewer, method('llmatic'), RIVALS, 2)?.against).toEqual({});
  });

  it('reads as a row of a table', () => {
    const [, , row] = bestTable(pairs, METHODS, RIVALS, 2).split('\n');
    // The only ones below the ceiling: -1000 · 0.2 and -1000 · 0.4, whose interval is 12.706 · 100.
    expect(row).toMatch(/LLMatic +\| +2 \| 70\.0 ± 127\.1 +\| -300 ± 1271 +\| \+15\.0 ± 63\.5 +\| /);
  });
});

describe('small and good networks', () => {
  const given: Tried = { ...scored(1, 0.9, 5210), wasSeed: true };
  const search = trace('evoprompting', 1, [
    given,
    scored(2, 0.8, 2000),
    scored(3, 0.7, 2500),
    scored(4, 0.85, 2600),
    scored(5, 0.95, 9000),
  ]);

  it('are worth less the more parameters and errors they have', () => {
    expect(fitnessOf(found(0.92, 5210))).toBeCloseTo(-416.8, 9);
  });

  it('do not count the networks that the search was given', () => {
    expect(foundBy(search).map(({ params }) => params)).toEqual([2000, 2500, 2600, 9000]);
    expect(seedsOf(search).map(({ params }) => params)).toEqual([5210]);
  });

  it('are on the front when no smaller one is as good', () => {
    expect(frontOf(foundBy(search)).map(({ params }) => params)).toEqual([2000, 2600, 9000]);
  });

  it('are chosen for a second look by validation accuracy among those that are small enough', () => {
    expect(bestSmall(foundBy(search), 2605)?.params).toBe(2600);
    expect(bestSmall(foundBy(search), 1000)).toBeUndefined();
  });

  it('are best when neither too wrong nor given', () => {
    expect(fittest(search, 5)?.params).toBe(2600);
    expect(fittest(search, 1)).toBeUndefined();
    expect(fittest(trace('random', 1, [scored(1, 0.5, 10)]), 1)).toBeUndefined();
  });

  it('are listed beside the networks given', () => {
    // 2000 · 0.2 = 400, 2600 · 0.15 = 390, 9000 · 0.05 = 450; given: 5210 · 0.1 = 521.
    expect(fitnessTable([search])).toMatch(/\| +1 \| -521 \|.*\| +-390 \| +2600 \| 85\.0 %/);
  });
});

it('fills a niche once, with the better of two', () => {
  const { coverage, qdScore } = qualityOf(trace('random', 1, [scored(1, 0.4), scored(2, 0.6)]), 2);
  expect(coverage).toBe(0.01);
  expect(qdScore).toBe(0.6);
  expect(qualityOf(trace('random', 1, [scored(1, 0.4), scored(2, 0.6)]), 1).qdScore).toBe(0.4);
});

it('draws each method once in each panel, and names it', () => {
  const series = ['LLMatic', 'Random search'].map((name) => ({
    name,
    points: [
      { x: 1, mean: 0.5, margin: 0.1 },
      { x: 2, mean: 0.6, margin: null },
    ],
  }));
  const panels = [
    { xLabel: 'candidates tried', series },
    { xLabel: 'seconds', series },
  ];
  const picture = plotOf(panels, {
    label: 'accuracy',
    description: 'Accuracy',
    domain: accuracyDomain(panels),
  });
  expect(picture.match(/fill="none"/g)).toHaveLength(4);
  expect(picture).toContain('>LLMatic</text>');
  expect(picture).not.toContain('NaN');
});
