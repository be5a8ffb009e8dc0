/** What the page's tests do again and again. */
import { expect, type Page } from '@playwright/test';
import type { RunEvent } from '../../../src/search/domain.ts';
import { foldRun } from '../../../src/search/run/fold.ts';

/** A run of seconds: few candidates, few steps. */
export const BRIEF = 'strategy=random&evaluations=4&steps=30&workers=1&seed=3';

/** The page over a run that is written beforehand, on a server of its own; see `scripted/main.ts`. */
export const scripted = (query: string): string =>
  `http://localhost:${Number(process.env.NAS_TEST_PORT ?? 4180) + 1}/tests/browser/page/scripted/?${query}`;

/** Start may be pressed before the page can be asked. */
const awake = (page: Page) => page.waitForFunction(() => 'nasPlayground' in globalThis);

export async function statusOf(page: Page) {
  await awake(page);
  return page.evaluate(() => globalThis.nasPlayground.status());
}

export async function eventsOf(page: Page): Promise<RunEvent[]> {
  await awake(page);
  return page.evaluate(() => globalThis.nasPlayground.events());
}

/** The run as its events tell it. */
export const runOf = async (page: Page) => foldRun(await eventsOf(page));

export async function runToEnd(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(() => statusOf(page), { timeout: 90_000 }).toBe('ended');
}

/** The button that stands for a candidate in the table of all. */
export const row = (page: Page, id: number) =>
  page.locator('section.candidates').getByRole('button', { name: `Candidate ${id}`, exact: true });

export const networkTitle = (page: Page) =>
  page.locator('section.network').getByRole('heading', { level: 2 });
