import { describe, expect, it } from 'vitest';
import type { Alphas } from '../../ports.ts';
import { EDGES, OPERATIONS } from '../../spaces/cell.ts';
import { keyOf } from '../../spaces/encode.ts';
import { SPACES } from '../../spaces/index.ts';
import { parseSpec, type DartsSpec } from '../../spec/spec.ts';
import { ruleSupernet } from '../../testing/fakeSupernet.ts';
import { Teller, aContext, aTask, never, scored } from '../../testing/strategyContract.ts';
import { applyNote, type MethodViews } from '../notes.ts';
import { Darts } from './darts.ts';
import { emptyDarts } from './dartsView.ts';

/** Strongest on each edge is this operation. */
const sure = (operation: (edge: number) => string): Alphas =>
  EDGES.map((_, edge) => OPERATIONS.map((each) => (each === operation(edge) ? 1 : 0)));

const CONVOLUTIONS = [2, 2, 2, 2, 2, 0];
const SKIPS = [1, 1, 1, 1, 1, 0];

/** Convolutions at first; from each of these steps on one more edge has a skip connection. */
const creeping = (from: number, every: number) => (step: number) =>
  sure((edge) => (step >= from + every * edge ? 'skip' : 'conv 3'));

function searching(spec: Partial<DartsSpec>, alphas: (step: number, seed: number) => Alphas) {
  const parsed = parseSpec({ strategy: { id: 'darts', ...spec } });
  if (!parsed.ok || parsed.value.strategy.id !== 'darts') throw new Error('no such settings');
  const context = aContext(1, undefined, ruleSupernet({ alphas }));
  const view = () =>
    context.notes.reduce<MethodViews>((views, note) => applyNote(views, note), {}).darts ?? emptyDarts;
  return { strategy: new Darts(parsed.value.strategy, context), context, view };
}

const sourceOf = (cell: readonly number[]) => SPACES.cell.render(cell, aTask);

describe('DARTS', () => {
  it('derives its cell once at the end, as in the paper, and then begins another search', async () => {
    const { strategy, view } = searching({ relaxedSteps: 100, derivations: 1 }, (step) =>
      sure(() => (step < 100 ? 'conv 3' : 'skip')),
    );
    const [proposal] = await strategy.ask(1, never);
    expect(proposal?.source).toBe(sourceOf(SKIPS));
    expect(view().derived).toEqual([{ search: 0, step: 100, cell: SKIPS }]);
    await strategy.ask(1, never);
    expect(view().searches).toHaveLength(2);
  });

  it('derives on the way too, and passes over a cell that it knows unless the search ends with it', async () => {
    const { strategy, view } = searching({ relaxedSteps: 100, derivations: 4 }, (step) =>
      sure(() => (step < 50 ? 'conv 3' : 'skip')),
    );
    const proposals = [];
    for (let i = 0; i < 3; i++) proposals.push(...(await strategy.ask(1, never)));
    expect(proposals.map(({ source }) => source)).toEqual([CONVOLUTIONS, SKIPS, SKIPS].map(sourceOf));
    expect(view().derived.map(({ step }) => step)).toEqual([25, 50, 100]);
  });

  it('shows the skip connections as they take over', async () => {
    const { strategy, view } = searching({ relaxedSteps: 100, derivations: 1 }, creeping(30, 10));
    await strategy.ask(1, never);
    const { points } = view().searches[0] ?? { points: [] };
    const skips = points.map((point) => point.skips);
    expect([skips[0], skips.at(-1)]).toEqual([0, 5]);
    expect(skips).toEqual(skips.toSorted((a, b) => a - b));
  });

  it('stops early where that is its mend, with the last cell that had few enough', async () => {
    const { strategy, view } = searching(
      { relaxedSteps: 100, derivations: 1, mend: 'early-stop', maxSkips: 2 },
      creeping(30, 10),
    );
    const [proposal] = await strategy.ask(1, never);
    // Edges 0, 1 and 2 are skipped from steps 30, 40 and 50 on; looks are at every third step.
    expect(proposal?.source).toBe(sourceOf([1, 1, 2, 2, 2, 0]));
    expect(view().searches[0]?.stopped).toEqual({ step: 51, skips: 3 });
  });

  it('does not judge the order of the draw, at first', async () => {
    const { strategy, view } = searching(
      { relaxedSteps: 100, derivations: 1, mend: 'early-stop', maxSkips: 2 },
      (step) => sure(() => (step < 20 ? 'skip' : 'conv 3')),
    );
    const [proposal] = await strategy.ask(1, never);
    expect(proposal?.source).toBe(sourceOf(CONVOLUTIONS));
    expect(view().searches[0]?.stopped).toBeUndefined();
  });

  it('charges what each order costs: two passes of the mixture, or five', async () => {
    const spent = async (order: DartsSpec['order']) => {
      const { strategy, context } = searching({ relaxedSteps: 80, derivations: 2, order }, (step, seed) =>
        sure((edge) => ['skip', 'conv 3', 'pool 3'][(edge + step + seed) % 3] ?? 'skip'),
      );
      await strategy.ask(1, never);
      await strategy.ask(1, never);
      return context.charges;
    };
    const first = await spent('first');
    expect(first.map(({ steps }) => steps)).toEqual([80, 80]);
    const second = await spent('second');
    expect((second[0]?.examples ?? NaN) / (first[0]?.examples ?? NaN)).toBeCloseTo(2.5, 12);
  });

  it('says what became of each cell that it derived', async () => {
    const { strategy, view } = searching({ relaxedSteps: 100, derivations: 4 }, (step) =>
      sure((edge) => (edge === step / 25 ? 'pool 3' : 'conv 3')),
    );
    const teller = new Teller(strategy);
    const asked = [...(await strategy.ask(1, never)), ...(await strategy.ask(1, never))];
    teller.tell(asked[1] as never, scored(0.7));
    teller.tell(asked[0] as never, { kind: 'failed', reason: 'diverged', message: '' });
    expect(view().derived).toMatchObject([
      { step: 25, id: 2 },
      { step: 50, id: 1, valAccuracy: 0.7 },
    ]);
    expect(view().derived[0]).not.toHaveProperty('valAccuracy');
    expect(new Set(view().derived.map(({ cell }) => keyOf(cell))).size).toBe(2);
  });

  it('goes on where it was when an ask was broken off, and charges no step twice', async () => {
    const abort = new AbortController();
    const { strategy, context, view } = searching({ relaxedSteps: 100, derivations: 1 }, (step) => {
      if (step === 48) abort.abort(new Error('stopped'));
      return sure(() => 'conv 3');
    });
    await expect(strategy.ask(1, abort.signal)).rejects.toThrow('stopped');
    await strategy.ask(1, never);
    expect(context.charges.map(({ steps }) => steps)).toEqual([2 * 48, 2 * 52]);
    expect(view().searches).toHaveLength(1);
  });
});
