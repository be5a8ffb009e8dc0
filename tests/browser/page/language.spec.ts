import { expect, test } from '@playwright/test';
import { eventsOf, statusOf } from './visit.ts';

/** Long enough to be under way while the language changes. */
const LONG = 'strategy=evolution&evaluations=200&steps=40&workers=1&seed=3&samples=500';

test.describe('With a Russian browser', () => {
  test.use({ locale: 'ru-RU' });

  test('the page is Russian, and a run goes on while it becomes English', async ({ page }) => {
    await page.goto(`/#${LONG}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
    await expect(page.getByRole('heading', { name: 'Кривые обучения' })).toBeVisible();
    // Numbers too are written as Russian has them.
    await expect(page.getByLabel('Скорость обучения', { exact: true })).toHaveValue(/^0,\d+$/);

    await page.getByRole('button', { name: 'Старт', exact: true }).click();
    const finished = () =>
      eventsOf(page).then((events) => events.filter(({ kind }) => kind === 'finished').length);
    await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(0);
    await expect(page.getByRole('status').first()).toContainText('Обучается');

    const before = await finished();
    await page.getByRole('radiogroup', { name: 'Язык' }).getByText('EN').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { name: 'Learning curves' })).toBeVisible();
    await expect(page.getByLabel('Learning rate', { exact: true }).first()).toHaveValue(/^0\.\d+$/);
    expect(await statusOf(page)).toBe('running');
    await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(before);

    // The choice outlives the visit, whatever the browser's language.
    await page.reload();
    await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  });
});

test('a browser of another language is shown English', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'fi-FI' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await context.close();
});
