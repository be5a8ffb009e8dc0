import { expect, type Page, test } from '@playwright/test';
import { press, result, startToLearn, tune, tunedWrites, written } from './tuning.ts';
import { statusOf } from './visit.ts';

/** Starts a run, and stops it when a model has written its first program. */
async function firstWritten(page: Page) {
  await press(page, 'Start');
  await expect.poll(async () => (await written(page)).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await press(page, 'Stop');
  await expect.poll(() => statusOf(page)).toBe('ended');
  return (await written(page))[0];
}

test('the model learns from a run under way, takes over in it, stays over a visit, and can be given up again', async ({
  page,
}) => {
  await startToLearn(page);
  // What cannot be loaded leaves the model in use that was there before.
  await page.context().route(/nas-coder\.wasm$/, (route) => route.abort(), { times: 1 });
  await tune(page, 1);
  await expect(result(page)).toContainText('so the one before it goes on', { timeout: 60_000 });
  const { length } = await written(page);
  await expect
    .poll(async () => (await written(page)).length, { timeout: 30_000 })
    .toBeGreaterThan(length + 1);
  expect((await written(page)).at(-1)?.model).toBe('nas-coder');

  await tune(page, 10);
  await expect(result(page)).toContainText('The tuned model is in use', { timeout: 90_000 });
  await expect(result(page)).toContainText(/networks? kept back, the loss (fell|rose|hardly changed)/);
  await expect(page.getByRole('img', { name: /^Loss over 10 steps of fine-tuning/ })).toBeVisible();
  const heights = await curve(page);
  expect(heights).toHaveLength(10);
  // Single steps are of different programs; three at the end are lower than three at the beginning.
  expect(mean(heights.slice(-3))).toBeGreaterThan(mean(heights.slice(0, 3)));
  await tunedWrites(page);
  const [first] = await written(page);
  const tunedId = (await written(page)).at(-1)?.model;

  // The same run again: its first prompt is the same, and so is the seed of the reply.
  await page.reload();
  const label = await labelOf(page, tunedId);
  await page.locator('#model').selectOption({ label });
  const tuned = await firstWritten(page);
  expect([tuned?.model, tuned?.prompt]).toEqual([tunedId, first?.prompt]);
  expect(tuned?.reply).not.toBe(first?.reply);

  // The control: with the shipped weights it writes what it wrote at first.
  await page.locator('#model').selectOption('nas-coder');
  await press(page, 'Load model');
  await expect(page.locator('#model-status')).toContainText('Ready', { timeout: 30_000 });
  const back = await firstWritten(page);
  expect([back?.model, back?.reply]).toEqual(['nas-coder', first?.reply]);

  await page.locator('#model-store summary').click();
  await press(page, `Delete ${label}`);
  await expect(page.locator('#model-note')).toContainText('was deleted');
  await expect(page.locator(`#model option[value="${tunedId}"]`)).toHaveCount(0);
});

/** Of the loss curve's points, pixels below the top. */
async function curve(page: Page): Promise<number[]> {
  const path = (await page.locator('#model-tuning path.trace').getAttribute('d')) ?? '';
  return [...path.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
}

const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** A tuning is named in the list by what it was tuned on. */
async function labelOf(page: Page, id: string | undefined): Promise<string> {
  const option = page.locator(`#model option[value="${id}"]`);
  await expect(option).toHaveText(/^NAS Coder, tuned on \d+ candidates(, no. 2)?$/, { timeout: 30_000 });
  return option.innerText();
}
