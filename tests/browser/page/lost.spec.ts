import { expect, test } from '@playwright/test';
import { workersNamed } from '../harness/workersNamed.ts';
import { eventsOf, statusOf } from './visit.ts';

test('a search worker that dies is told in a sentence, and Start begins anew', async ({ page }) => {
  await page.goto('/#strategy=random&evaluations=50&steps=60&workers=1');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => eventsOf(page).then((events) => events.some(({ kind }) => kind === 'asked')), {
      timeout: 60_000,
    })
    .toBe(true);
  const [search] = await workersNamed(page, 'search');
  await search?.evaluate(() => self.close()).catch(() => {});
  await expect(page.getByRole('alert')).toContainText('press Start to run again');
  expect(await statusOf(page)).toBe('ended');

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('running');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
});

test('what must not change is locked mid-run with the reason; what may change says when it applies', async ({
  page,
}) => {
  await page.goto('/#strategy=evolution&evaluations=50&steps=60&workers=1');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Fixed while a run is under way')).toBeVisible();
  await expect(page.getByLabel('Dataset', { exact: true })).toBeDisabled();
  await expect(page.getByLabel('Seed', { exact: true })).toBeDisabled();
  await expect(page.getByLabel('Population', { exact: true })).toBeEnabled();
  await expect(page.getByText('Applies to the next candidate.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByLabel('Dataset', { exact: true })).toBeEnabled();
});
