import { describe, expect, it } from 'vitest';
import { parseSpec } from '../spec/spec.ts';
import { type Group, groupsOf } from './groups.ts';
import type { Trace } from './runTraces.ts';
import { compareWith, equalEvaluations, figuresOf } from './verdict.ts';

/** Searches of a group whose best accuracies after two candidates are these, by seed. */
function group(strategy: 'random' | 'evolution' | 'llm', bests: Readonly<Record<number, number>>): Group {
  const parsed = parseSpec({ strategy: { id: strategy } });
  if (!parsed.ok) throw new Error(parsed.error);
  const traces = Object.entries(bests).map(([seed, accuracy]): Trace => ({
    setting: { spec: parsed.value, changes: [], models: [] },
    seed: Number(seed),
    task: { inputShape: [40, 1], classes: 10 },
    tried: [
      { kind: 'rejected', seconds: 1 },
      { kind: 'scored', seconds: 3, score: { accuracy } },
      { kind: 'scored', seconds: 9, score: { accuracy: 0.99 } },
    ],
    seconds: 9,
    shared: false,
  }));
  const [only] = groupsOf(traces);
  if (!only) throw new Error('no traces');
  return only;
}

const random = group('random', { 1: 0.5, 2: 0.1, 3: 0.3 });
const evolution = group('evolution', { 1: 0.6, 2: 0.3, 3: 0.6 });
const others = group('llm', { 7: 0.4, 8: 0.5, 9: 0.6 });

describe('a group in figures', () => {
  it('is read after as many candidates as every search has', () => {
    const short = { ...random, traces: random.traces.map((t) => ({ ...t, tried: t.tried.slice(0, 2) })) };
    expect(equalEvaluations([evolution, short])).toBe(2);
    expect(equalEvaluations([])).toBe(0);
  });

  it('has means and shares over its seeds', () => {
    const figures = figuresOf(random, 2);
    expect(figures.best.mean).toBeCloseTo(0.3, 12);
    // Standard deviation 0.2 over √3, t = 4.3027.
    expect(figures.best.margin).toBeCloseTo((4.302653 * 0.2) / Math.sqrt(3), 5);
    expect(figures.quartiles).toEqual({ median: 0.3, low: 0.2, high: 0.4 });
    expect(figures).toMatchObject({ runs: 3, invalid: 0.5, duplicate: 0, seconds: 3 });
  });
});

describe('a group against the reference', () => {
  it('is compared seed by seed where they have the same', () => {
    const [found] = compareWith(random, [random, evolution], 2);
    // Differences 0.1, 0.2, 0.3: t = 0.2 / (0.1 / √3) = 3.4641 at 2 degrees of freedom, p = 0.0742.
    expect(found).toMatchObject({ key: evolution.key, pairs: 3 });
    expect(found?.mean).toBeCloseTo(0.2, 12);
    expect(found?.margin).toBeCloseTo((4.302653 * 0.1) / Math.sqrt(3), 5);
    expect(found?.p).toBeCloseTo(0.0742, 4);
    expect(found?.corrected).toBe(found?.p);
  });

  it('is compared as a whole where they have none in common', () => {
    const [found] = compareWith(random, [others], 2);
    expect(found?.pairs).toBe(0);
    expect(found?.mean).toBeCloseTo(0.2, 12);
    // Welch: errors 0.2 / √3 and 0.1 / √3, t = 0.2 / √(0.05 / 3) = 1.5492.
    expect((found?.mean ?? NaN) / Math.sqrt(0.05 / 3)).toBeCloseTo(1.5492, 4);
    expect(found?.p).toBeGreaterThan(0.05);
  });

  it('is corrected for the number of comparisons', () => {
    const found = compareWith(random, [evolution, others], 2);
    const least = Math.min(...found.map(({ p }) => p ?? NaN));
    expect(Math.min(...found.map(({ corrected }) => corrected ?? NaN))).toBeCloseTo(2 * least, 12);
  });

  it('tells of no spread with a single run, and is not corrected for', () => {
    const single = group('llm', { 1: 0.9 });
    const [paired, one] = compareWith(random, [evolution, single], 2);
    expect(one).toMatchObject({ margin: null, p: null, corrected: null });
    // Of the one seed in common.
    expect(one?.mean).toBeCloseTo(0.4, 12);
    expect(paired?.corrected).toBe(paired?.p);
  });
});
