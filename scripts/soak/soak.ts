/** Runs searches of many candidates in the built page and writes what the page holds meanwhile into docs/reliability.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { openPage } from '../page.mjs';

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const BEGIN = '<!-- written by npm run soak -->';
const END = '<!-- end of what npm run soak writes -->';

/** Runs one after another in one page, with their shares of the candidates; random search is beside each, half of it. */
const RUNS = [
  { says: 'evolution of programs', share: 0.4, strategy: { id: 'evolution' } },
  { says: 'NSGA-II, branched', share: 0.2, strategy: { id: 'nsga2', space: 'branched' } },
  { says: 'local search, cells', share: 0.2, strategy: { id: 'local-search', space: 'cell' } },
  { says: 'a language model', share: 0.2, strategy: { id: 'llm' } },
] as const;
/** On WebGPU, which may be a processor here, and slow. */
const GPU_RUN = { says: 'evolution, on WebGPU', count: 12, strategy: { id: 'evolution' } } as const;
/** Where in a run is looked, as shares of it: trainers are there from the first candidate on, and gone after the last. */
const LOOKS = [0, 1 / 3, 2 / 3, 0.95];
const STEPS = 20;
const POLL_MS = 200;

interface Look {
  readonly run: string;
  /** Candidates of this run, and of all. */
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
  /** Of the page's own thread, after its garbage was collected. */
  readonly heapMb: number;
  /** Of the whole process that page and workers are in; undefined where it cannot be known. */
  readonly processMb: number | undefined;
  readonly elements: number;
  readonly workers: number;
  readonly storedMb: number;
  readonly trainer: readonly string[];
}

/** @param candidates of all runs on WebAssembly together @throws with a sentence for a person */
export async function soak(candidates: number): Promise<void> {
  if (!(Number.isInteger(candidates) && candidates >= 100))
    throw new Error('--candidates takes a whole number of 100 or more.');
  const { page, close } = await openPage();
  try {
    const sessions = {
      page: await page.context().newCDPSession(page),
      browser: await page.context().browser()?.newBrowserCDPSession(),
    };
    await sessions.page.send('Performance.enable');
    const begun = Date.now();
    const looks: Look[] = [];
    let total = 0;
    const planned = [
      ...RUNS.map((run) => ({ ...run, count: Math.round(run.share * candidates), backend: 'wasm' as const })),
      { ...GPU_RUN, backend: 'webgpu' as const },
    ];
    for (const { says, strategy, count, backend } of planned) {
      const ended = page.evaluate((spec) => nasPlayground.start(spec), {
        strategy,
        baseline: true,
        budget: { unit: 'evaluations', count: Math.ceil(count / 2) },
        training: { length: { unit: 'steps', count: STEPS } },
        workers: 1,
        backend,
        seed: 1,
      });
      for (const share of LOOKS) {
        const wanted = Math.max(2, Math.round(share * count));
        let done = 0;
        while ((done = await doneIn(page)) < wanted) await page.waitForTimeout(POLL_MS);
        looks.push(await lookAt(sessions, page, { run: says, done, total: total + done, begun }));
        console.error(JSON.stringify(looks.at(-1)));
      }
      await ended;
      total += await doneIn(page);
    }
    write(looks);
  } finally {
    await close();
  }
}

const doneIn = (page: Page): Promise<number> =>
  page.evaluate(() => nasPlayground.events().filter(({ kind }) => kind === 'finished').length);

async function lookAt(
  sessions: { readonly page: CDPSession; readonly browser: CDPSession | undefined },
  page: Page,
  { begun, ...place }: Pick<Look, 'run' | 'done' | 'total'> & { readonly begun: number },
): Promise<Look> {
  await sessions.page.send('HeapProfiler.collectGarbage');
  const { metrics } = await sessions.page.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  const stored = await page.evaluate(async () => {
    // Chromium's own, beside what the standard has.
    const { usageDetails } = (await navigator.storage.estimate()) as {
      usageDetails?: { indexedDB?: number };
    };
    return usageDetails?.indexedDB ?? 0;
  });
  const facts = await page.locator('section.machine dd strong').locator('..').allTextContents();
  return {
    ...place,
    seconds: Math.round((Date.now() - begun) / 1000),
    heapMb: metric('JSHeapUsedSize') / 1e6,
    processMb: await processMb(sessions.browser),
    elements: metric('Nodes'),
    workers: page.workers().length,
    storedMb: stored / 1e6,
    trainer: /([\d.,]+\s.?B) in ([\d.,]+) tensors, of ([\d.,]+\s.?B)/.exec(facts.join(' '))?.slice(1) ?? [],
  };
}

/** Resident memory of the largest of the browser's renderers, which is the page's; as Linux says it. */
async function processMb(browser: CDPSession | undefined): Promise<number | undefined> {
  const { processInfo } = (await browser?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/status`)
    .filter((file) => existsSync(file))
    .map((file) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1000);
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}

function write(looks: readonly Look[]): void {
  const rows = looks.map((look) =>
    [
      look.total,
      `${look.run}, ${look.done}`,
      look.seconds,
      look.heapMb.toFixed(1),
      look.processMb?.toFixed(0) ?? '',
      look.elements,
      look.workers,
      look.storedMb.toFixed(2),
      ...(look.trainer.length > 0 ? look.trainer : ['', '', '']),
    ].join(' | '),
  );
  const table = `${BEGIN}

${looks.at(-1)?.total ?? 0} candidates in one page, run after run, with random search beside each: ${STEPS} steps each, one trainer, on
WebAssembly and at last on WebGPU. A row is a moment of a run. The page's heap is taken after a collection of garbage, the
process is that of page and workers together, in which garbage waits for the browser.

The page's heap and its DOM grow with a run's candidates and fall back with the next run. Every run is kept, so IndexedDB
grows with all of them. WebAssembly's heap belongs to a trainer, grows to what its largest network needs and never shrinks. On
the GPU, buffers that no tensor uses are kept for the next network up to 64 MB, and given back beyond
(\`src/workers/trainer/gpu/spareBuffers.ts\`); TF.js by itself gives none back.

| candidates | run, and its candidates | seconds | page's heap, MB | process, MB | DOM nodes | workers | IndexedDB, MB | tensors hold | tensors | engine holds |
| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row} |`).join('\n')}

${END}`;
  const before = readFileSync(DOCUMENT, 'utf8');
  const place = new RegExp(`${BEGIN}[^]*${END}`);
  if (!place.test(before)) throw new Error('docs/reliability.md has no place for the soak.');
  writeFileSync(
    DOCUMENT,
    before.replace(place, () => table),
  );
}
