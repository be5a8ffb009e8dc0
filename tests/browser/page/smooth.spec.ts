import { expect, type Page, test } from '@playwright/test';
import { packRun } from '../../../src/workers/keep/runFile.ts';
import { syntheticRun } from '../../fixtures/runs/synthetic.ts';
import { statusOf } from './visit.ts';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds that the thread itself was at work, without those in which the machine ran something else. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds of work of each task of the pages' main threads. */
function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  return traceEvents
    .filter((event) => event.name.endsWith('RunTask') && main.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
}

test('no task holds the main thread for 50 ms during a run of half a minute', async ({ page, browser }) => {
  test.setTimeout(180_000);
  await page.goto('/#strategy=evolution&minutes=0.5&steps=60&workers=1');
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => statusOf(page), {
      timeout: 100_000,
      intervals: [2000],
    })
    .toBe('ended');
  const tasks = mainThreadTasks(await browser.stopTracing());
  expect(
    await page.evaluate(
      () => globalThis.nasPlayground.events().filter((event) => event.kind === 'finished').length,
    ),
  ).toBeGreaterThan(5);
  // So many that the trace surely is that of the page at work.
  expect(tasks.length).toBeGreaterThan(1000);
  expect(Math.max(...tasks)).toBeGreaterThan(1);
  expect(tasks.filter((ms) => ms > 50)).toEqual([]);
});

/** From left to right and up and down over a part of the page. */
async function hover(page: Page, part: string): Promise<void> {
  const at = page.locator(part).first();
  await at.scrollIntoViewIfNeeded();
  const box = await at.boundingBox();
  if (!box) throw new Error(`There is no ${part} on the page.`);
  for (let i = 0; i <= 8; i++) {
    await page.mouse.move(
      box.x + box.width * (0.1 + i / 10),
      box.y + box.height * (0.5 + 0.35 * Math.sin(i)),
    );
    await nextFrame(page);
  }
}

/** Drags the timeline to its beginning and half the way back. */
async function scrub(page: Page): Promise<void> {
  const box = await page.getByRole('slider').boundingBox();
  if (!box) throw new Error('There is no timeline on the page.');
  const move = (share: number) =>
    page.mouse.move(box.x + 2 + (box.width - 4) * share, box.y + box.height / 2);
  await move(1);
  await page.mouse.down();
  for (let i = 0; i <= 24; i++) {
    await move(1 - i / 24);
    await nextFrame(page);
  }
  for (let i = 0; i <= 12; i++) {
    await move(i / 24);
    await nextFrame(page);
  }
  await page.mouse.up();
}

const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

/** MB of the page's own thread: objects, what the browser holds for them, and arrays beside the heap. */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    readonly totalSize: number;
    readonly embedderHeapUsedSize?: number;
    readonly backingStorageSize?: number;
  };
  await session.detach();
  const { totalSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage;
  return (totalSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
}

test('a run of 1,000 candidates is hovered over and scrubbed through without a task of 50 ms, in 500 MB', async ({
  page,
  browser,
}) => {
  const buffer = Buffer.from(await packRun({ events: syntheticRun(500), begunAt: 0 }));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  await page
    .locator('dialog[open] input[type=file]')
    .setInputFiles({ name: 'long.nasrun', mimeType: '', buffer });
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await expect(page.locator('section.lineage path').first()).toBeAttached();
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await nextFrame(page);
  for (const part of ['pareto', 'race', 'archive', 'lineage']) await hover(page, `section.${part} .body`);
  await hover(page, 'section.candidates tbody');
  await page.evaluate(() => scrollTo(0, 0));
  await scrub(page);
  const tasks = mainThreadTasks(await browser.stopTracing());
  expect(tasks.length).toBeGreaterThan(500);
  expect(tasks.filter((ms) => ms > 50)).toEqual([]);
  expect(await memoryOf(page)).toBeLessThan(500);
});
