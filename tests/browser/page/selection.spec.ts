import { expect, test } from '@playwright/test';
import { networkTitle, row, runToEnd, scripted } from './visit.ts';

const RUN = scripted('candidates=20');

test('a candidate chosen in the table is shown in every view, and Esc goes back to the best', async ({
  page,
}) => {
  await runToEnd(page, RUN);
  await expect(networkTitle(page)).toHaveText(/^Best network/);
  const id = await page.evaluate(() => {
    const scored = globalThis.nasPlayground.events().flatMap((e) => (e.kind === 'placed' ? [e.id] : []));
    return scored[0] === undefined ? 0 : scored[0];
  });
  await page.locator('section.candidates').getByRole('button', { name: 'No.' }).click();
  await row(page, id).click();
  await expect(networkTitle(page)).toHaveText(`Candidate ${id}, trained`);
  await expect(row(page, id)).toHaveAttribute('aria-pressed', 'true');
  for (const plot of ['race', 'pareto'])
    await expect(page.locator(`.${plot} circle + text`)).toHaveText(new RegExp(`^${id}: `));
  await expect(page.locator('.curves g.shown')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(networkTitle(page)).toHaveText(/^Best network/);
  await expect(row(page, id)).toHaveAttribute('aria-pressed', 'false');
});

test('a mark in a plot and a square of the archive choose their candidate', async ({ page }) => {
  await runToEnd(page, RUN);
  await expect(networkTitle(page)).toHaveText(/candidate \d+/);
  const best = Number((await networkTitle(page).textContent())?.match(/\d+/)?.[0]);
  await page.locator('.race circle').first().hover({ force: true });
  await page.mouse.down();
  await page.mouse.up();
  await expect(row(page, best)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');

  const square = page.locator('.archive .niche:not(.shown)').first();
  await square.click();
  await expect(page.locator('.archive .niche.shown')).toHaveCount(1);
  await expect(networkTitle(page)).toHaveText(/^Candidate \d+, trained/);
});

test('hovering a row marks the candidate in the plots', async ({ page }) => {
  await runToEnd(page, RUN);
  const other = page.locator('section.candidates tbody tr:not(.shown):has(td:text-is("trained"))').first();
  await other.hover();
  await expect(page.locator('.race g.hovered circle')).toHaveCount(1);
  await page.mouse.move(0, 0);
  await expect(page.locator('.race g.hovered circle')).toHaveCount(0);
});

test('an invalid candidate tells its fault and marks the line in its code', async ({ page }) => {
  await runToEnd(page, RUN);
  await expect(page.locator('section.candidates')).toContainText(/[1-9]\d* invalid/);
  await page
    .getByRole('cell', { name: /^invalid:/ })
    .first()
    .click();
  await expect(page.locator('section.network')).toContainText(
    'make it smaller, pool less before, or set padding',
  );
  await expect(page.locator('.fault-line')).toContainText('strides: 2');
});
