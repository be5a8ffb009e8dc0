/** Runs a search of many candidates in the built page and writes what the page holds meanwhile into docs/reliability.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { openPage } from '../page.mjs';

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const BEGIN = '<!-- written by npm run soak -->';
const END = '<!-- end of what npm run soak writes -->';

/** Rows of the table, beside the beginning. */
const LOOKS = 10;
const STEPS = 20;
const POLL_MS = 500;

interface Look {
  readonly done: number;
  readonly seconds: number;
  /** Of the page's own thread, after its garbage was collected. */
  readonly heapMb: number;
  readonly elements: number;
  readonly workers: number;
  readonly storedMb: number;
  /** As the page says it of its trainers. */
  readonly trainers: string;
}

/** @param candidates of both arms together @throws with a sentence for a person */
export async function soak(candidates: number): Promise<void> {
  if (!(Number.isInteger(candidates) && candidates >= 2 * LOOKS))
    throw new Error(`--candidates takes a whole number of ${2 * LOOKS} or more.`);
  const { page, close } = await openPage();
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const begun = Date.now();
    const ended = page.evaluate(
      ([count, steps]) =>
        nasPlayground.start({
          strategy: { id: 'evolution' },
          baseline: true,
          budget: { unit: 'evaluations', count },
          training: { length: { unit: 'steps', count: steps } },
          workers: 1,
          backend: 'wasm',
          seed: 1,
        }),
      [Math.ceil(candidates / 2), STEPS] as const,
    );
    const looks: Look[] = [];
    for (let i = 0; i <= LOOKS; i++) {
      // The first is taken once the workers are there.
      const wanted = Math.max(2, Math.round((i * candidates) / LOOKS));
      while ((await doneIn(page)) < wanted) await page.waitForTimeout(POLL_MS);
      looks.push(await lookAt(page, session, Date.now() - begun));
      console.error(JSON.stringify(looks.at(-1)));
    }
    await ended;
    write(looks);
  } finally {
    await close();
  }
}

const doneIn = (page: Page): Promise<number> =>
  page.evaluate(() => nasPlayground.events().filter(({ kind }) => kind === 'finished').length);

async function lookAt(page: Page, session: CDPSession, ms: number): Promise<Look> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  const stored = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const trainers = await page.locator('section.machine dd strong').locator('..').allTextContents();
  return {
    done: await doneIn(page),
    seconds: Math.round(ms / 1000),
    heapMb: metric('JSHeapUsedSize') / 1e6,
    elements: metric('Nodes'),
    workers: page.workers().length,
    storedMb: stored / 1e6,
    trainers: trainers.map((text) => /[\d.,]+ .?B[^,.]*tensors/.exec(text)?.[0] ?? '').join('; '),
  };
}

function write(looks: readonly Look[]): void {
  const rows = looks.map(
    ({ done, seconds, heapMb, elements, workers, storedMb, trainers }) =>
      `| ${done} | ${seconds} | ${heapMb.toFixed(1)} | ${elements} | ${workers} | ${storedMb.toFixed(2)} | ${trainers} |`,
  );
  const table = `${BEGIN}

Evolution and random search beside it, ${STEPS} steps each, one trainer on WebAssembly, in one page. What is stored holds the
page's copy for use without a network; what grows with the run are its events, of which the page shows any moment.

| candidates | seconds | heap of the page, MB | DOM nodes | workers | stored, MB | trainer |
| ---: | ---: | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}

${END}`;
  const before = readFileSync(DOCUMENT, 'utf8');
  const place = new RegExp(`${BEGIN}[^]*${END}`);
  if (!place.test(before)) throw new Error('docs/reliability.md has no place for the soak.');
  writeFileSync(
    DOCUMENT,
    before.replace(place, () => table),
  );
}
