import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { faults } from './axe.ts';
import { statusOf } from './visit.ts';

/** Random search runs beside, so that a repeated run makes two groups. */
const BRIEF = '/#strategy=evolution&evaluations=3&steps=20&workers=1&seed=3';

const panel = (page: Page) => page.locator('section.compare');
const rows = (page: Page) => panel(page).locator('tbody tr');
async function askFor(page: Page, times: number): Promise<void> {
  await panel(page).getByRole('textbox', { name: 'Times' }).fill(String(times));
  await panel(page).getByRole('textbox', { name: 'Times' }).blur();
}

test('repeating a run twice gives two groups with intervals, and says what they tell', async ({ page }) => {
  await page.goto(BRIEF);
  await expect(panel(page)).toContainText('tell luck from skill');
  await askFor(page, 2);
  await panel(page).getByRole('button', { name: 'Repeat 2 times' }).click();
  await expect(panel(page)).toContainText('Run 1 of 2: Evolution, seed 3');
  await expect(panel(page)).toContainText('Run 2 of 2: Evolution, seed 4', { timeout: 60_000 });
  await expect(panel(page).getByRole('button', { name: 'Repeat 2 times' })).toBeEnabled({ timeout: 60_000 });
  await expect(rows(page)).toHaveCount(2);
  for (const name of ['Evolution', 'Random search']) {
    const row = rows(page).filter({ hasText: name });
    await expect(row.getByRole('cell').first()).toHaveText('2');
    await expect(row).toContainText(/\d ± \d/);
  }
  await expect(panel(page).locator('path.band')).toHaveCount(2);
  await expect(panel(page).locator('.sentences')).toContainText('Evolution');
  expect(await faults(page)).toEqual([]);

  await panel(page).getByRole('button', { name: 'Save: Compare', exact: false }).click();
  const download = page.waitForEvent('download');
  await page.locator('#compare-save').getByRole('button', { name: 'Save as SVG' }).click();
  const picture = await readFile(await (await download).path(), 'utf8');
  for (const name of ['Evolution', 'Random search']) expect(picture).toContain(`>${name}</text>`);
  await page.keyboard.press('Escape');

  await panel(page).getByRole('checkbox', { name: 'Draw Random search' }).uncheck();
  await expect(panel(page).locator('path.band')).toHaveCount(1);
  await expect(panel(page).locator('.sentences')).toContainText('A second group is needed');
});

test('stopping all ends the run under way and those that were to come', async ({ page }) => {
  await page.goto(BRIEF.replace('evaluations=3', 'evaluations=50'));
  await panel(page).getByText('Several methods', { exact: true }).click();
  await expect(panel(page).getByRole('checkbox', { name: 'Evolution' })).toBeChecked();
  await panel(page).getByRole('button', { name: 'Run 6 searches' }).click();
  await expect(panel(page)).toContainText('Run 1 of 6: Random search, seed 3');
  await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('running');
  await panel(page).getByRole('button', { name: 'Stop all' }).click();
  await expect(panel(page).getByRole('button', { name: 'Run 6 searches' })).toBeEnabled({ timeout: 60_000 });
  expect(await statusOf(page)).toBe('ended');
  await expect(rows(page)).toHaveCount(0);
});
