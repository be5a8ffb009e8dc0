import { expect, type Page, test } from '@playwright/test';
import { TUNED, press, result, startToLearn, tune, tunedWrites, written } from './tuning.ts';

/** Starts a run, and stops it when a model has written its first program. */
async function firstWritten(page: Page) {
  await press(page, 'Start');
  await expect.poll(async () => (await written(page)).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await press(page, 'Stop');
  await expect.poll(() => page.evaluate(() => globalThis.nasPlayground.status())).toBe('ended');
  return (await written(page))[0];
}

test('the model learns from a run under way, takes over in it, stays over a visit, and can be given up again', async ({
  page,
}) => {
  await startToLearn(page);
  await tune(page, 12);
  await expect(result(page)).toContainText('The tuned model is in use', { timeout: 90_000 });
  await expect(result(page)).toContainText(/networks kept back, the loss (fell|rose|hardly changed)/);
  const losses = await page.locator('#model-tuning svg').getAttribute('aria-label');
  const [, steps, from = NaN, to = NaN] = (losses?.match(/over (\d+) .* ([\d.]+) to ([\d.]+)\./) ?? []).map(
    Number,
  );
  expect(steps).toBe(12);
  expect(to).toBeLessThan(from);
  await tunedWrites(page);
  const [first] = await written(page);

  // The same run again: its first prompt is the same, and so is the seed of the reply.
  const tuned = await firstWritten(page);
  expect(tuned?.model).toMatch(TUNED);
  expect(tuned?.prompt).toBe(first?.prompt);
  expect(tuned?.reply).not.toBe(first?.reply);

  await page.reload();
  await page.locator('#model').selectOption({ label: await labelOf(page, tuned?.model) });
  const again = await firstWritten(page);
  expect([again?.model, again?.reply]).toEqual([tuned?.model, tuned?.reply]);

  // The control: with the shipped weights it writes what it wrote at first.
  await page.locator('#model').selectOption('nas-coder');
  await press(page, 'Load model');
  await expect(page.locator('#model-status')).toContainText('Ready', { timeout: 30_000 });
  const back = await firstWritten(page);
  expect([back?.model, back?.reply]).toEqual(['nas-coder', first?.reply]);

  await page.locator('#model-store summary').click();
  await page.getByRole('button', { name: /^Delete NAS Coder, tuned on/ }).click();
  await expect(page.locator('#model-note')).toContainText('was deleted');
  await expect(page.locator(`#model option[value="${tuned?.model}"]`)).toHaveCount(0);
});

/** A tuning is named in the list by what it was tuned on. */
async function labelOf(page: Page, id: string | undefined): Promise<string> {
  const option = page.locator(`#model option[value="${id}"]`);
  await expect(option).toHaveText(/^NAS Coder, tuned on \d+ candidates$/, { timeout: 30_000 });
  return option.innerText();
}
