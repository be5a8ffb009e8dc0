import { expect, test } from '@playwright/test';
import { BRIEF, networkTitle, row, runToEnd, scripted, statusOf } from './visit.ts';

test('the first Tab stop is Start, and Enter presses it', async ({ page }) => {
  await page.goto(scripted('candidates=5'));
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => statusOf(page)).toBe('ended');
});

test('Start may be pressed before the page’s program is there, and what cannot be answered yet may not', async ({
  page,
}) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/assets\/start-.*\.js$/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`/#${BRIEF}`, { waitUntil: 'commit' });
  const start = page.getByRole('button', { name: 'Start', exact: true });
  await start.press('Enter');
  await expect(start).toHaveAttribute('aria-disabled', 'true');
  const pace = page.getByRole('combobox');
  await pace.focus();
  await expect(pace).not.toBeFocused();
  arrive();
  await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('ended');
  await expect(start).toBeFocused();
});

test('an explanation opens and closes by keyboard', async ({ page }) => {
  await page.goto('/');
  const help = page.getByRole('button', { name: 'What is “Population”?' });
  await help.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('How many networks are alive at once.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('How many networks are alive at once.')).toBeHidden();
  await expect(help).toBeFocused();
});

test('arrow keys walk a table of a thousand candidates, of which only a screenful is drawn', async ({
  page,
}) => {
  await runToEnd(page, scripted('candidates=500'));
  const table = page.locator('section.candidates tbody');
  expect(await table.locator('tr').count()).toBeLessThan(60);
  await table.getByRole('button').first().focus();
  await page.keyboard.press('Home');
  await expect(row(page, 1000)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 999)).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, 1)).toBeFocused();
  await expect(row(page, 1)).toBeInViewport();
  await expect(networkTitle(page)).toHaveText(/^Candidate 1, /);
  expect(await table.locator('tr').count()).toBeLessThan(60);
});

test('a column is sorted by its heading, and says so', async ({ page }) => {
  await runToEnd(page, scripted('candidates=20'));
  await page.getByRole('button', { name: 'Accuracy', exact: true }).press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Accuracy' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const best = Number((await networkTitle(page).textContent())?.match(/\d+/)?.[0]);
  await expect(page.locator('section.candidates tbody').getByRole('button').first()).toHaveAccessibleName(
    `Candidate ${best}`,
  );
});
