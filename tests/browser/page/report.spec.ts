import { expect, test } from '@playwright/test';
import { scripted } from './visit.ts';

for (const [locale, report, print] of [
  ['en-GB', 'Report', 'Print'],
  ['ru-RU', 'Отчёт', 'Печать'],
] as const)
  test.describe(locale, () => {
    test.use({ locale, colorScheme: 'dark' });

    test('a run is put on paper: all of it, in ink on white, without what is to be pressed', async ({
      page,
    }) => {
      await page.goto(scripted('candidates=12'));
      await page.locator('.transport .primary').click();
      await page.locator('section.network [role=img]').waitFor();
      await page.getByRole('button', { name: report, exact: true }).click();
      const sheet = page.locator('article.report');
      await expect(sheet.getByRole('button', { name: print, exact: true })).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      for (const part of ['race', 'pareto', 'curves', 'archive', 'machine', 'notices'])
        await expect(sheet.locator(`section.${part}`)).toBeVisible();
      await expect(sheet.locator('tbody tr')).toHaveCount(10);
      await expect(sheet.locator('pre')).toContainText('createModel');
      await expect(page.locator('button:visible, select:visible, input:visible')).toHaveCount(0);
      const colors = await sheet.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return { color, backgroundColor, page: getComputedStyle(document.documentElement).backgroundColor };
      });
      expect(colors).toEqual({
        color: 'rgb(22, 32, 43)',
        backgroundColor: 'rgb(255, 255, 255)',
        page: 'rgb(255, 255, 255)',
      });
    });
  });
