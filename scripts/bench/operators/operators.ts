/** Mutating with the model beside mutating at random and drawing at random: whole searches of the built page. */
import { foldRun } from '../../../src/search/run/fold.ts';
import { defaultEvolution, type StrategyId } from '../../../src/search/spec/spec.ts';
import { openPage } from '../../page.mjs';
import { figuresOf, type OperatorRow } from './figures.ts';

/** Apart from their names all is equal, the first population too; so the operator is what differs. */
export const STRATEGIES = ['llm', 'evolution', 'random'] as const satisfies readonly StrategyId[];

export interface OperatorOptions {
  readonly seeds: number;
  readonly evaluations: number;
  readonly workers: number;
}

/** Searches on MNIST-1D, each in a browser of its own: all strategies with one seed, then with the next. */
export async function compareOperators(
  { seeds, evaluations, workers }: OperatorOptions,
  say: (line: string) => void,
): Promise<OperatorRow[]> {
  const rows: OperatorRow[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    for (const id of STRATEGIES) {
      const row = await searchOnce({
        strategy: { id },
        dataset: { id: 'mnist1d' },
        baseline: false,
        budget: { unit: 'evaluations', count: evaluations },
        workers,
        seed,
      });
      rows.push(row);
      say(
        `seed ${seed}, ${id}: best ${row.bestAccuracy.toFixed(3)}, mean ${row.meanAccuracy.toFixed(3)}, ` +
          `${row.minutes.toFixed(1)} minutes, ${(100 * row.waitShare).toFixed(0)} % of them waiting`,
      );
    }
  }
  return rows;
}

/** As from the form: the page itself loads the model that comes with it. */
async function searchOnce(spec: object): Promise<OperatorRow> {
  const { page, close } = await openPage();
  try {
    await page.evaluate((spec) => nasPlayground.start(spec), spec);
    const run = foldRun(await page.evaluate(() => nasPlayground.events()));
    return figuresOf(run, defaultEvolution().population);
  } finally {
    await close();
  }
}
