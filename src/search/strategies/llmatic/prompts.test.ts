import { describe, expect, it } from 'vitest';
import type { Point } from '../../archive/cvt.ts';
import { Prompts } from './prompts.ts';

/** Kinds in two halves, the first nine on the left; temperatures below 0.55 below. */
const QUARTERS: readonly Point[] = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
];

const entry = (temperature: number) => ({ kind: 'improve', temperature }) as const;

describe('the prompt archive', () => {
  it('lies over kind of prompt and temperature, both between their bounds', () => {
    const prompts = new Prompts(QUARTERS);
    const nicheOf = (kind: 'add-layer' | 'shallower', temperature: number) =>
      prompts.nicheOf({ kind, temperature });
    expect([nicheOf('add-layer', 0.5), nicheOf('shallower', 0.5)]).toEqual([0, 1]);
    expect([nicheOf('add-layer', 0.6), nicheOf('shallower', 0.6)]).toEqual([2, 3]);
  });

  it('knows how many niches can be reached at one temperature', () => {
    // Centroids at 0, 1/16, 3/16 and 1 of the kinds, and one that no prompt of a middling temperature is nearest to.
    const prompts = new Prompts([
      [0, 0.5],
      [1 / 16, 0.5],
      [3 / 16, 0.5],
      [1, 0.5],
      [0.5, 0],
    ]);
    expect(prompts.reachAt(0.55)).toBe(4);
    expect(new Prompts(QUARTERS).reachAt(0.7)).toBe(2);
  });

  it('adds up curiosity over all that was asked in a niche', () => {
    const prompts = new Prompts(QUARTERS);
    prompts.tell(entry(0.7), 'added', false);
    prompts.tell(entry(0.8), 'not-added', false);
    prompts.tell(entry(0.9), 'untrainable', false);
    const [niche] = prompts.tell(entry(0.9), 'not-added', false);
    expect(niche).toMatchObject({ niche: 2, curiosity: 1 - 0.5 - 1 - 0.5 });
  });

  it('credits the niche that a prompt was drawn from, too, once where they are the same', () => {
    const prompts = new Prompts(QUARTERS);
    prompts.tell(entry(0.56), 'added', false);
    const changed = prompts.tell(entry(0.5), 'untrainable', false, 2);
    expect(changed.map(({ niche, curiosity }) => [niche, curiosity])).toEqual([
      [0, -1],
      [2, 0],
    ]);
    expect(prompts.tell(entry(0.7), 'added', false, 2).map(({ curiosity }) => curiosity)).toEqual([1]);
  });

  it('keeps the fitter prompt, and of equals the later one', () => {
    const prompts = new Prompts(QUARTERS);
    const standing = () => prompts.all[0]?.entry.temperature;
    prompts.tell(entry(0.7), 'not-added', true);
    expect(standing()).toBeCloseTo(0.75, 12);
    prompts.tell(entry(0.8), 'untrainable', false);
    expect(standing()).toBeCloseTo(0.75, 12);
    prompts.tell(entry(0.9), 'added', true);
    expect(standing()).toBeCloseTo(0.95, 12);
    prompts.tell(entry(0.7), 'not-added', false);
    expect(standing()).toBeCloseTo(0.95, 12);
    expect(prompts.all[0]?.fitness).toBe(1);
  });

  it.each([
    [1, true, 1],
    [0.98, true, 1],
    [0.1, false, 0.1],
    [0.12, false, 0.1],
  ])('moves a temperature of %f no further than its bounds', (asked, isBest, then) => {
    const [niche] = new Prompts(QUARTERS).tell(entry(asked), 'added', isBest);
    expect(niche?.entry.temperature).toBe(then);
  });

  it('moves a temperature alone for a child of two networks', () => {
    const prompts = new Prompts(QUARTERS);
    prompts.tell(entry(0.7), 'added', true);
    const [niche] = prompts.move(2, false);
    expect(niche).toMatchObject({ niche: 2, fitness: 1, curiosity: 1 });
    expect(niche?.entry.temperature).toBeCloseTo(0.7, 12);
    expect(prompts.move(3, false)).toEqual([]);
  });

  it('ranks niches by curiosity, the one that was filled earlier first on a tie', () => {
    const prompts = new Prompts(QUARTERS);
    prompts.tell(entry(0.3), 'not-added', false);
    prompts.tell({ kind: 'widen', temperature: 0.3 }, 'added', false);
    prompts.tell(entry(0.9), 'not-added', false);
    expect(prompts.mostCurious.map(({ niche }) => niche)).toEqual([1, 0, 2]);
  });

  it('adds up the curiosity of niches that meet when it is laid out anew', () => {
    const prompts = new Prompts(QUARTERS);
    prompts.tell(entry(0.3), 'added', false);
    prompts.tell(entry(0.9), 'not-added', false);
    const anew = prompts.laidOut([[0.5, 0.5]]);
    expect(anew.all).toMatchObject([{ niche: 0, fitness: 1, curiosity: 0.5 }]);
  });
});
