import { expect, test } from '@playwright/test';

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

test('no task holds the main thread for 50 ms during a run of a minute', async ({ page, browser }) => {
  test.setTimeout(180_000);
  await page.goto('/#strategy=evolution&minutes=1&steps=60&workers=1');
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => globalThis.nasPlayground.status()), {
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
