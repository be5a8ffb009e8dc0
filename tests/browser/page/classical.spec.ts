/** Short real runs of every method that needs no language model, on wasm as a page without a GPU has them. */
import { expect, type Page, test } from '@playwright/test';
import type { RunSnapshot } from '../../../src/search/run/fold.ts';
import { runOf, runToEnd } from './visit.ts';

const TINY = 'baseline=off&backend=wasm&workers=1&seed=1&steps=20';

/** Ends a run, in which nothing may be thrown in the page. */
async function search(page: Page, settings: string): Promise<RunSnapshot> {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.stack ?? error.message));
  await runToEnd(page, `/#${settings}&${TINY}`);
  expect(thrown).toEqual([]);
  return runOf(page);
}

const scoresOf = ({ candidates }: RunSnapshot): readonly number[] =>
  candidates.flatMap(({ outcome }) => (outcome?.kind === 'scored' ? [outcome.valAccuracy] : []));

/** The run spent its budget, every candidate came to something, and some were trained. */
function expectWhole(run: RunSnapshot): void {
  expect(run.end?.message).toBeUndefined();
  expect(run.end?.reason).toBe('budget');
  for (const { outcome } of run.candidates) expect(['scored', 'duplicate']).toContain(outcome?.kind);
  expect(scoresOf(run).length).toBeGreaterThan(0);
  for (const score of scoresOf(run)) expect(score).toBeGreaterThan(0);
}

for (const dataset of ['mnist1d', 'fashion-mnist']) {
  test.describe(`on ${dataset}`, () => {
    for (const mend of dataset === 'mnist1d' ? ['none', 'skip-dropout'] : ['none'])
      test(`DARTS relaxes its cells, derives two and trains them, against skip connections: ${mend}`, async ({
        page,
      }) => {
        const run = await search(
          page,
          `dataset=${dataset}&strategy=darts&relaxedSteps=6&derivations=2&mend=${mend}&alphaRate=0.1&evaluations=5`,
        );
        expectWhole(run);
        const [first] = run.methods.darts?.searches ?? [];
        const looks = first?.points ?? [];
        expect(looks.at(-1)?.step).toBe(6);
        for (const { trainLoss, valLoss, alphas } of looks) {
          // Ten classes at chance are ln 10.
          for (const loss of [trainLoss, valLoss]) expect(Math.abs(loss - Math.log(10))).toBeLessThan(1.5);
          expect(alphas.flat().every(Number.isFinite)).toBe(true);
        }
        // The architecture did learn.
        expect(looks.at(-1)?.alphas).not.toEqual(looks[0]?.alphas);
        expect(run.charges.length).toBeGreaterThan(0);
        const panel = page.locator('section.method');
        await expect(panel.getByRole('heading', { name: 'DARTS' })).toBeVisible();
        // The latest search is the one that is shown.
        const latest = (run.methods.darts?.searches.length ?? 0) - 1;
        for (const { id, search } of run.methods.darts?.derived ?? [])
          if (id !== undefined && search === latest)
            await expect(panel.getByRole('button', { name: new RegExp(`^Candidate ${id}: `) })).toBeVisible();
      });

    test('one-shot search trains shared weights, breeds by them and trains the best', async ({ page }) => {
      const run = await search(
        page,
        `dataset=${dataset}&strategy=spos&supernetSteps=20&population=4&generations=1&evaluations=${dataset === 'mnist1d' ? 5 : 15}`,
      );
      expectWhole(run);
      const view = run.methods.spos;
      expect(view).toBeDefined();
      expect(run.charges.length).toBeGreaterThan(0);
    });

    test('morphism grows a network whose children begin as it ended', async ({ page }) => {
      const run = await search(
        page,
        `dataset=${dataset}&strategy=morphism&neighbours=2&moves=1&evaluations=4`,
      );
      expectWhole(run);
      const children = (run.methods.morphism?.steps ?? []).flatMap((step) => step.children);
      expect(children.length).toBeGreaterThan(1);
      for (const { gap } of children) expect(gap).toBeLessThan(1e-4);
    });

    test('BANANAS foretells what its networks come to', async ({ page }) => {
      const run = await search(
        page,
        `dataset=${dataset}&strategy=bananas&space=cell&startups=3&members=2&candidates=10&evaluations=5`,
      );
      expectWhole(run);
      expect(run.methods.spaced?.foretold.length).toBeGreaterThan(0);
    });

    for (const [strategy, settings] of [
      ['random', 'space=cell'],
      ['evolution', 'space=cell&population=2&sample=2'],
      ['local-search', 'space=branched&starts=2'],
      ['tpe', 'space=cell&startups=2'],
      ['reinforce', 'space=branched'],
      ['nsga2', 'space=cell&population=2'],
      ['mcts', 'space=branched'],
    ] as const)
      test(`${strategy} searches, and shows what it has to show`, async ({ page }) => {
        expectWhole(await search(page, `dataset=${dataset}&strategy=${strategy}&${settings}&evaluations=4`));
        const shown = ['random', 'evolution', 'local-search'].includes(strategy) ? 0 : 1;
        await expect(page.locator('section.method')).toHaveCount(shown);
      });
  });
}
