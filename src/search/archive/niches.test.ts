import { describe, expect, it } from 'vitest';
import { AgingPopulation } from '../strategies/agingPopulation.ts';
import { Pool } from '../strategies/evoprompting/pool.ts';
import { scored } from '../testing/strategyContract.ts';
import { ScriptedRng } from '../testing/scriptedRng.ts';
import { Niches } from './niches.ts';

/** Three candidates, the second and the third in a niche that they share; the fourth is in none. */
function settled(): Niches {
  const niches = new Niches();
  niches.settle(1, [0, 0]);
  niches.settle(2, [3, 7]);
  niches.settle(3, [3, 7]);
  return niches;
}

const members = [1, 2, 3, 4].map((id) => ({ id }));
const ids = (drawn: readonly { readonly id: number }[]) => drawn.map(({ id }) => id);
/** Has nothing to draw. */
const noChance = () => new ScriptedRng([]);
/** Draws are among the favoured below one half. */
const low = () => new ScriptedRng([], [0.49]);
const high = () => new ScriptedRng([], [0.5]);

class Sealed extends ScriptedRng {
  override float(): number {
    throw new Error('nothing was to be drawn');
  }
}

describe('niches', () => {
  it('leave all as it is, and draw nothing, while none is favoured or closed', () => {
    expect(settled().forDraw(members, new Sealed([]))).toBe(members);
    const again = settled();
    again.set([0, 0], 'closed');
    again.set([0, 0], 'open');
    expect(again.forDraw(members, new Sealed([]))).toBe(members);
  });

  it('that are closed give no parents, and draw nothing', () => {
    const niches = settled();
    niches.set([3, 7], 'closed');
    expect(ids(niches.open(members))).toEqual([1, 4]);
    expect(ids(niches.forDraw(members, new Sealed([])))).toEqual([1, 4]);
  });

  it('that are favoured give every second parent', () => {
    const niches = settled();
    niches.set([3, 7], 'favoured');
    expect(ids(niches.forDraw(members, low()))).toEqual([2, 3]);
    expect(ids(niches.forDraw(members, high()))).toEqual([1, 2, 3, 4]);
  });

  it('that are favoured and empty change nothing', () => {
    const niches = settled();
    niches.set([9, 9], 'favoured');
    expect(niches.forDraw(members, new Sealed([]))).toEqual(members);
  });

  it('may all be closed, which leaves nobody who was scored', () => {
    const niches = settled();
    niches.set([0, 0], 'closed');
    niches.set([3, 7], 'closed');
    expect(ids(niches.open(members))).toEqual([4]);
    expect(niches.forDraw(members.slice(0, 3), noChance())).toEqual([]);
  });
});

describe('an aging population', () => {
  const accuracies = [0.9, 0.8, 0.7, 0.6];
  const populated = (niches: Niches) => {
    const population = new AgingPopulation(4, niches);
    accuracies.forEach((accuracy, i) =>
      population.tell({
        candidate: { id: i + 1, arm: 'search', source: `${i}`, origin: { kind: 'sampled' } },
        outcome: scored(accuracy),
      }),
    );
    return population;
  };
  const winner = (niches: Niches, rng: ScriptedRng, contestants = 4) =>
    populated(niches).tournament(rng, contestants)?.candidate.id;

  it('has its fittest win a tournament of all, but for those in closed niches', () => {
    // A shuffle of four takes three numbers, each below what is left; of two it takes one.
    expect(winner(settled(), new ScriptedRng([0, 0, 0]))).toBe(1);
    const niches = settled();
    niches.set([0, 0], 'closed');
    expect(winner(niches, new ScriptedRng([0, 0]))).toBe(2);
    niches.set([3, 7], 'closed');
    expect(winner(niches, new ScriptedRng([]))).toBe(4);
  });

  it('draws among the favoured alone where chance says so', () => {
    const niches = settled();
    niches.set([3, 7], 'favoured');
    expect(winner(niches, new ScriptedRng([0], [0.49]))).toBe(2);
    expect(winner(niches, new ScriptedRng([0, 0, 0], [0.5]))).toBe(1);
  });
});

describe('EvoPrompting’s pool', () => {
  // Fitness is -(parameters x error): -100, -150, -160, -300.
  const known = [
    { id: 1, source: '', params: 1000, valAccuracy: 0.9 },
    { id: 2, source: '', params: 1000, valAccuracy: 0.85 },
    { id: 3, source: '', params: 800, valAccuracy: 0.8 },
    { id: 4, source: '', params: 1000, valAccuracy: 0.7 },
  ];
  const pool = (niches: Niches) => {
    const filled = new Pool(niches);
    for (const each of known) filled.add(each);
    return filled;
  };

  it('gives the fittest, but for those in closed niches, which it keeps', () => {
    const niches = settled();
    const filled = pool(niches);
    niches.set([0, 0], 'closed');
    expect(ids(filled.takeFittest(2, noChance()))).toEqual([2, 3]);
    niches.set([0, 0], 'open');
    expect(ids(filled.takeFittest(2, noChance()))).toEqual([1, 4]);
  });

  it('gives a place to the fittest of a favoured niche where chance says so', () => {
    const niches = settled();
    niches.set([3, 7], 'favoured');
    expect(ids(pool(niches).takeFittest(3, new ScriptedRng([], [0.2, 0.8, 0.2])))).toEqual([2, 1, 3]);
  });
});
