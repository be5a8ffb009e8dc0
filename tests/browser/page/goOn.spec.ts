import { expect, type Page, test } from '@playwright/test';
import { row, runOf, runToEnd } from './visit.ts';

const SETTINGS = 'strategy=evolution&workers=1&seed=3&baseline=off';
const SHORT = `/#${SETTINGS}&evaluations=5&steps=30`;

const goOn = (page: Page) => page.getByRole('button', { name: 'Go on', exact: true });

/** What became of each of the first so many candidates. */
const outcomes = async (page: Page, count: number) =>
  (await runOf(page)).candidates.slice(0, count).map(({ candidate, outcome }) => [candidate.source, outcome]);

/** Sets the form by the address, as a link does. */
const set = (page: Page, settings: string) =>
  page.evaluate((settings) => void (location.hash = settings), settings);

test('a run whose budget is spent goes on when it is given more', async ({ page }) => {
  await runToEnd(page, SHORT);
  await expect(goOn(page)).toBeDisabled();
  await expect(goOn(page)).toHaveAttribute('title', /budget is spent/);
  const before = await outcomes(page, 5);
  await set(page, `${SETTINGS}&evaluations=8&steps=30`);
  await expect(goOn(page)).toBeEnabled();
  await goOn(page).click();
  await expect.poll(async () => (await runOf(page)).candidates.length, { timeout: 60_000 }).toBe(8);
  await expect.poll(async () => (await runOf(page)).status).toBe('ended');
  expect(await outcomes(page, 5)).toEqual(before);
  expect((await runOf(page)).notices).toEqual([]);
  expect((await runOf(page)).candidates.every(({ outcome }) => outcome)).toBe(true);
});

test('a run branches from a candidate in its past, with other settings from there on', async ({ page }) => {
  await runToEnd(page, SHORT);
  const before = await outcomes(page, 3);
  await set(page, `${SETTINGS}&evaluations=5&steps=10`);
  await row(page, 3).click();
  await page.getByRole('button', { name: 'Branch from here' }).click();
  await expect.poll(async () => (await runOf(page)).candidates.length, { timeout: 60_000 }).toBe(5);
  await expect.poll(async () => (await runOf(page)).status).toBe('ended');
  const after = await runOf(page);
  expect(await outcomes(page, 3)).toEqual(before);
  expect(after.changes.map(({ patch }) => Object.keys(patch))).toEqual([['training']]);
  const last = after.candidates[4]?.outcome;
  expect(last?.kind === 'scored' ? last.steps : 10).toBe(10);
});
