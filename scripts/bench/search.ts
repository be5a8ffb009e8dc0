/** Whole searches of the built page: how many candidates a minute one worker scores, and how many two do. */
import { openPage } from '../page.mjs';
import { watchMemory } from './memory.ts';
import { candidatesPerMinute } from './rate.ts';
import type { SearchRow } from './rows.ts';
import { median } from './statistics.ts';

/** Each seed is searched with one worker, then with two. */
const SEEDS = [1, 2, 3];
const WORKERS = [1, 2];
/** Of the default search only the budget is cut, for each arm; enough that the last ones, which run alone, weigh little. */
const EVALUATIONS = 20;

interface Searched {
  readonly candidatesPerMinute: number;
  readonly peakMegabytes: number | null;
}

export async function search(say: (line: string) => void): Promise<SearchRow[]> {
  const runs = new Map<number, Searched[]>(WORKERS.map((workers) => [workers, []]));
  for (const seed of SEEDS) {
    for (const workers of WORKERS) {
      const searched = await searchOnce(workers, seed);
      runs.get(workers)?.push(searched);
      say(`seed ${seed}, workers ${workers}: ${searched.candidatesPerMinute.toFixed(1)} candidates a minute`);
    }
  }
  const alone = runs.get(1) ?? [];
  return [...runs].map(([workers, all]) => ({
    workers,
    candidatesPerMinute: median(all.map((run) => run.candidatesPerMinute)),
    againstOne: median(all.map((run, i) => run.candidatesPerMinute / (alone[i]?.candidatesPerMinute ?? NaN))),
    peakMegabytes: most(all.map((run) => run.peakMegabytes)),
  }));
}

const most = (values: readonly (number | null)[]) =>
  values.every((value) => value !== null) ? Math.max(...values) : null;

/** In a browser of its own, so that nothing is warm and its memory is this search's alone. */
async function searchOnce(workers: number, seed: number): Promise<Searched> {
  const { page, close } = await openPage();
  const peak = watchMemory();
  try {
    // No model, whose writing would be measured too.
    const strategy = { id: 'evolution' };
    const budget = { unit: 'evaluations', count: EVALUATIONS };
    await page.evaluate((spec) => nasPlayground.start(spec), { strategy, workers, seed, budget });
    const events = await page.evaluate(() => nasPlayground.events());
    return { candidatesPerMinute: candidatesPerMinute(events), peakMegabytes: peak() };
  } finally {
    peak();
    await close();
  }
}
