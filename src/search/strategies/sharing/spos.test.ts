import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import type { Proposal } from '../../domain.ts';
import { genotypeOf, keyOf } from '../../spaces/encode.ts';
import { enumerate } from '../../spaces/enumerate.ts';
import { SPACES } from '../../spaces/index.ts';
import type { Genotype } from '../../spaces/space.ts';
import { parseSpec, type SposSpec } from '../../spec/spec.ts';
import { FAKE_EXAMPLES, ruleSupernet } from '../../testing/fakeSupernet.ts';
import { Teller, aContext, aTask, never, scored } from '../../testing/strategyContract.ts';
import { applyNote, type MethodViews } from '../notes.ts';
import { nextGeneration } from './evolution.ts';
import { Spos } from './spos.ts';
import { emptySpos } from './sposView.ts';

const PEAK = [2, 1, 2, 3, 0, 1];
/** The share of the choices that are those of the peak. */
const hill = (genotype: Genotype) => genotype.filter((choice, at) => choice === PEAK[at]).length / 6;

function searching(spec: Partial<SposSpec>, accuracy = hill) {
  const parsed = parseSpec({ strategy: { id: 'spos', ...spec } });
  if (!parsed.ok || parsed.value.strategy.id !== 'spos') throw new Error('no such settings');
  const context = aContext(1, undefined, ruleSupernet({ accuracy }));
  const view = () =>
    context.notes.reduce<MethodViews>((views, note) => applyNote(views, note), {}).spos ?? emptySpos;
  return { strategy: new Spos(parsed.value.strategy, context), context, view };
}

const sourceOf = (cell: Genotype) => SPACES.cell.render(cell, aTask);

describe('one-shot search', () => {
  it('finds the best network there is by the shared weights, and proposes it first', async () => {
    const { strategy, view } = searching({});
    const [best] = await strategy.ask(1, never);
    expect(best?.source).toBe(sourceOf(PEAK));
    expect(view().generations.at(-1)).toMatchObject({ generation: 9, best: 1 });
  });

  it('proposes what it scored, the best first, each once, and then draws at random', async () => {
    const { strategy } = searching({ population: 20, generations: 2 });
    const proposals = await strategy.ask(45, never);
    expect(new Set(proposals.map(({ source }) => source)).size).toBe(45);
    const cellOf = ({ origin }: Proposal) =>
      (origin.kind === 'chosen' && genotypeOf(SPACES.cell, origin.choices)) || [];
    const ranked = proposals.slice(0, 30).map((proposal) => hill(cellOf(proposal)));
    expect(ranked).toEqual(ranked.toSorted((a, b) => b - a));
  });

  it('finds more by evolution than by as many random draws', async () => {
    const best = async (finder: SposSpec['finder']) => {
      const { strategy, view } = searching({ finder, population: 20, generations: 5 });
      await strategy.ask(1, never);
      return view().generations.at(-1)?.best ?? NaN;
    };
    expect(await best('evolution')).toBeGreaterThan(await best('random'));
  });

  it('charges the training of the supernet, and every look at a network as a third of a pass', async () => {
    const { strategy, context } = searching({ supernetSteps: 300, population: 10, generations: 3 });
    await strategy.ask(1, never);
    await strategy.ask(1, never);
    expect(context.charges.map(({ steps, examples }) => [steps, examples])).toEqual([
      [300, 300 * 128],
      [0, (30 * FAKE_EXAMPLES) / 3],
    ]);
  });

  it('sets the word of the shared weights beside what training came to', async () => {
    const { strategy, view } = searching({ population: 20, generations: 4 });
    const teller = new Teller(strategy);
    const [first, second] = await strategy.ask(2, never);
    const accuracyOf = (source = '') =>
      hill([...enumerate(SPACES.cell)].find((cell) => sourceOf(cell) === source) ?? []);
    teller.tell(first as never, scored(0.6));
    teller.tell(second as never, { kind: 'failed', reason: 'diverged', message: '' });
    expect(view().trained).toEqual([
      { id: 1, oneShot: accuracyOf(first?.source), valAccuracy: 0.6 },
      { id: 2, oneShot: accuracyOf(second?.source) },
    ]);
  });

  it('proposes again what was not tried after all', async () => {
    const { strategy } = searching({ population: 10, generations: 1 });
    const [first] = await strategy.ask(1, never);
    strategy.dropped(first as never);
    expect((await strategy.ask(1, never))[0]?.source).toBe(first?.source);
  });
});

describe('a generation', () => {
  it('holds networks that are new, of which half are near to the best', () => {
    const ranked = [...enumerate(SPACES.cell)]
      .slice(0, 40)
      .map((genotype, i) => ({ genotype, accuracy: i / 40 }));
    const children = nextGeneration(SPACES.cell, ranked, 20, new Rng(1));
    const known = new Set(ranked.map(({ genotype }) => keyOf(genotype)));
    expect(children.filter((child) => known.has(keyOf(child)))).toEqual([]);
    expect(new Set(children.map(keyOf)).size).toBe(20);
    const best = ranked.slice(-10);
    const near = children.filter((child) =>
      best.some(({ genotype }) => genotype.filter((choice, at) => choice !== child[at]).length <= 2),
    );
    expect(near.length).toBeGreaterThanOrEqual(10);
  });
});
