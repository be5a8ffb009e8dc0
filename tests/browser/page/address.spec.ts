import { expect, test } from '@playwright/test';

const hash = (page: import('@playwright/test').Page) => page.evaluate(() => location.hash);

test('the address carries the form, and a form opened from it is the same', async ({ page, context }) => {
  await page.goto('/');
  expect(await hash(page)).toBe('');
  await page.getByLabel('Who proposes', { exact: true }).selectOption('random');
  await page.getByLabel('Seed', { exact: true }).fill('7');
  await page.getByLabel('Unit of the budget').selectOption('minutes');
  await page.getByLabel('Learning rate', { exact: true }).fill('0.003');
  await page.keyboard.press('Tab');
  expect(await hash(page)).toBe('#strategy=random&minutes=5&learningRate=0.003&seed=7');

  const copy = await context.newPage();
  await copy.goto(page.url());
  await expect(copy.getByLabel('Seed', { exact: true })).toHaveValue('7');
  await expect(copy.getByLabel('Who proposes', { exact: true })).toHaveValue('random');
  expect(await copy.evaluate(() => globalThis.nasPlayground.spec())).toEqual(
    await page.evaluate(() => globalThis.nasPlayground.spec()),
  );
});

test('an address that cannot be says so and leaves the defaults', async ({ page }) => {
  await page.goto('/#seed=many');
  await expect(page.getByRole('alert')).toContainText('“seed=many”');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('1');
  await page.getByLabel('Seed', { exact: true }).fill('2');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await hash(page)).toBe('#seed=2');
});

test('a number out of range is refused at its field, with the range, and nothing starts', async ({
  page,
}) => {
  await page.goto('/');
  const field = page.getByLabel('Batch size', { exact: true });
  await field.fill('0');
  await page.keyboard.press('Tab');
  await expect(page.getByText('A whole number from 1 to 4096.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeDisabled();
  expect((await page.evaluate(() => globalThis.nasPlayground.spec())).training.batchSize).toBe(128);
  await field.fill('64');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeEnabled();
});
