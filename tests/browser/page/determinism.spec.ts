/** The same specification and seed, in two browsers that know nothing of each other. */
import { type Browser, chromium, expect, test } from '@playwright/test';
import type { RunEvent } from '../../../src/search/domain.ts';
import { eventsOf, runToEnd } from './visit.ts';

const RUN = '/#strategy=evolution&population=3&evaluations=6&steps=40&workers=1&seed=11&backend=wasm';

/** Times are the machine's; so is the memory at its peak. */
const untimed = (events: readonly RunEvent[]): string =>
  JSON.stringify(events, (key, value: unknown) =>
    key === 'at' || key.endsWith('Ms') || key === 'peakBytes' ? undefined : value,
  );

async function eventsIn(browser: Browser, baseURL: string | undefined): Promise<readonly RunEvent[]> {
  const page = await (await browser.newContext({ ...(baseURL !== undefined && { baseURL }) })).newPage();
  await runToEnd(page, RUN);
  const events = await eventsOf(page);
  await page.context().close();
  return events;
}

test('a run is the same event for event in two browsers started apart', async ({
  browser,
  baseURL,
  launchOptions,
}) => {
  const first = await eventsIn(browser, baseURL);
  const other = await chromium.launch(launchOptions);
  try {
    const second = await eventsIn(other, baseURL);
    expect(first.filter(({ kind }) => kind === 'finished')).toHaveLength(12);
    expect(untimed(second)).toBe(untimed(first));
  } finally {
    await other.close();
  }
});
