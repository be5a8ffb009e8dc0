import { expect, test } from '@playwright/test';
import { faults } from './axe.ts';
import { BRIEF, runToEnd } from './visit.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds no serious fault before a run, with every part of the form open', async ({ page }) => {
      await page.goto('/#strategy=llm');
      await page.getByText('How the data is made').click();
      await page.getByText('Fine-tune on this run').click();
      expect(await faults(page)).toEqual([]);
    });

    test('axe finds no serious fault after a run, in plots and in tables', async ({ page }) => {
      await runToEnd(page, `/#${BRIEF}`);
      expect(await faults(page)).toEqual([]);
      for (const twin of await page.getByRole('button', { name: /^Table: / }).all()) await twin.click();
      expect(await faults(page)).toEqual([]);
    });
  });
}

test('every plot says in words what it shows', async ({ page }) => {
  await runToEnd(page, `/#${BRIEF}`);
  const best = await page.locator('.accuracy dd').first().textContent();
  await expect(
    page.getByRole('img', { name: /^Best validation accuracy against candidates tried/ }),
  ).toHaveAccessibleName(new RegExp(`${best} after \\d+ tries`));
  await expect(page.getByRole('img', { name: /^Learning curves of \d+ candidates/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Validation error against Parameters/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Archive: \d+ of 100 kinds/ })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Network of \d+ layers, from input to output: Input/ }),
  ).toBeVisible();
});
