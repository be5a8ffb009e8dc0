import { describe, expect, it } from 'vitest';
import type { StrategySpec } from '../../spec/spec.ts';
import { parseSpec } from '../../spec/spec.ts';
import { aContext, drive, scored } from '../../testing/strategyContract.ts';
import { createStrategy } from '../registry.ts';
import { applySpacedNote, emptySpaced, type SpacedView } from './view.ts';

async function shown(strategy: Partial<StrategySpec>, count: number): Promise<SpacedView> {
  const parsed = parseSpec({ strategy: { space: 'cell', ...strategy } });
  if (!parsed.ok) throw new Error(parsed.error);
  const context = aContext(1);
  // Every third is good.
  await drive(createStrategy(parsed.value.strategy, context), count, (turn) =>
    scored(turn % 3 === 0 ? 0.9 : 0.3, 1000 - 10 * turn),
  );
  return context.notes.reduce(
    (view, note) => (note.method === 'spaced' ? applySpacedNote(view, note.note) : view),
    emptySpaced,
  );
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('what methods over a space show', () => {
  it('of REINFORCE is its policy, which sums to one at every choice', async () => {
    const { weights } = await shown({ id: 'reinforce' }, 12);
    expect(weights?.likely).toHaveLength(6);
    for (const slot of weights?.likely ?? []) expect(sum(slot)).toBeCloseTo(1, 3);
    expect(weights?.against).toBeUndefined();
  });

  it('of TPE is nothing at first, then the choices of the good and of the others', async () => {
    expect((await shown({ id: 'tpe' }, 9)).weights).toBeUndefined();
    const { weights } = await shown({ id: 'tpe' }, 10);
    for (const slot of [...(weights?.likely ?? []), ...(weights?.against ?? [])])
      expect(sum(slot)).toBeCloseTo(1, 3);
    expect(weights?.against).toHaveLength(6);
  });

  it('of tree search is its tree, in which every node has the visits of its children and those that ended at it', async () => {
    const { tree } = await shown({ id: 'mcts' }, 30);
    expect(tree.visits).toBe(30);
    // Ten of thirty have 0.9, the others 0.3.
    expect(tree.meanReward).toBeCloseTo(0.5, 10);
    expect(tree.children.map(({ step }) => step?.[0])).toEqual([0, 0, 0, 0]);
    const check = ({ visits, children }: SpacedView['tree']): void => {
      expect(sum(children.map((child) => child.visits))).toBeLessThanOrEqual(visits);
      children.forEach(check);
    };
    check(tree);
    // Every network goes through the first choice.
    expect(sum(tree.children.map(({ visits }) => visits))).toBe(30);
  });

  it('of NSGA-II is who lives on after each generation, the best front first', async () => {
    const { generations } = await shown({ id: 'nsga2', population: 6 }, 18);
    expect(generations.map(({ generation }) => generation)).toEqual([1, 2, 3]);
    for (const { members } of generations) {
      expect(members).toHaveLength(6);
      const fronts = members.map(({ front }) => front);
      expect(fronts).toEqual(fronts.toSorted((a, b) => a - b));
      expect(fronts[0]).toBe(0);
    }
  });
});
