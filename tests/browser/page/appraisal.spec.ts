import { expect, test } from '@playwright/test';
import { NETWORK_PROXIES } from '../../../src/search/estimators/proxies.ts';
import { faults } from './axe.ts';
import { BRIEF, eventsOf, runToEnd } from './visit.ts';

test('estimators are measured by the trained networks, and what the run did not measure is measured afterwards', async ({
  page,
}) => {
  await runToEnd(page, `/#${BRIEF.replace('evaluations=4', 'evaluations=7')}`);
  const panel = page.locator('section.appraisal');
  const estimator = (name: string) => panel.getByRole('button', { name, exact: false });
  await expect(estimator('1/2 of the training')).toBeVisible({ timeout: 60_000 });
  await expect(estimator('synflow')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Measure the trained networks' }).click();
  for (const proxy of NETWORK_PROXIES) await expect(estimator(proxy)).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('button', { name: /^(Measure the trained networks|Stop)$/ })).toHaveCount(0);

  const events = await eventsOf(page);
  const idsOf = (kind: 'probed' | 'finished') =>
    events.flatMap((event) =>
      event.kind === kind && (event.kind === 'probed' || event.outcome.kind === 'scored') ? [event.id] : [],
    );
  expect(idsOf('probed').toSorted((a, b) => a - b)).toEqual(idsOf('finished').toSorted((a, b) => a - b));

  await estimator('grad_norm').click();
  await expect(panel.locator('.agreement')).toContainText('grad_norm');
  expect(await faults(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Table: What estimators are worth' }).click();
  await expect(panel.getByRole('row', { name: /^Vote of three/ })).toBeVisible();
});
