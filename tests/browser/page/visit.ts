/** What the page's tests do again and again. */
import { expect, type Page } from '@playwright/test';

/** A run of seconds: few candidates, few steps. */
export const BRIEF = 'strategy=random&evaluations=4&steps=30&workers=1&seed=3';

/** The page over a run that is written beforehand, on a server of its own; see `scripted/main.ts`. */
export const scripted = (query: string): string =>
  `http://localhost:${Number(process.env.NAS_TEST_PORT ?? 4180) + 1}/tests/browser/page/scripted/?${query}`;

export async function runToEnd(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => globalThis.nasPlayground.status()), { timeout: 90_000 })
    .toBe('ended');
}

/** The button that stands for a candidate in the table of all. */
export const row = (page: Page, id: number) =>
  page.locator('section.candidates').getByRole('button', { name: `Candidate ${id}`, exact: true });

export const networkTitle = (page: Page) =>
  page.locator('section.network').getByRole('heading', { level: 2 });
