import { expect, test } from '@playwright/test';
import { eventsOf, runOf, scripted } from './visit.ts';

test('a run is walked by a population, slowed down, and steered away from a niche', async ({ page }) => {
  await page.goto('/#strategy=evolution&population=4&workers=1&seed=3&baseline=off&evaluations=14&steps=20');
  await page.getByRole('button', { name: 'Step 4', exact: true }).click();
  await expect.poll(async () => (await runOf(page)).status, { timeout: 60_000 }).toBe('paused');
  await expect.poll(async () => (await runOf(page)).open.length, { timeout: 60_000 }).toBe(0);
  expect((await runOf(page)).candidates).toHaveLength(4);

  const niche = page.getByRole('group', { name: 'Niche of the chosen candidate' });
  await expect(niche).toContainText('open');
  await niche.getByRole('button', { name: 'Favour' }).click();
  await expect(niche).toContainText('favoured');
  await niche.getByRole('button', { name: 'Close' }).click();
  await expect(niche).toContainText('closed');
  await expect(page.locator('section.archive path.closed')).toHaveCount(1);
  await page.getByRole('button', { name: /\d+ events?$/ }).click();
  await expect(page.locator('#replay-marks')).toContainText('closed');
  await page.keyboard.press('Escape');

  await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'One in 1 s' });
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect
    .poll(async () => (await eventsOf(page)).some(({ kind }) => kind === 'held'), { timeout: 60_000 })
    .toBe(true);
  await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'Full speed' });
  await expect.poll(async () => (await runOf(page)).status, { timeout: 90_000 }).toBe('ended');

  const ended = await runOf(page);
  expect(ended.candidates).toHaveLength(14);
  const [closed] = ended.niches.keys();
  const parents = ended.candidates.flatMap(({ candidate: { id, origin } }) => {
    // The one after the step may have been written before the niche was closed.
    if (id <= 5 || origin.kind !== 'mutated') return [];
    return [ended.candidates[origin.parent - 1]?.placement?.cell.join()];
  });
  expect(parents.length).toBeGreaterThan(0);
  expect(parents).not.toContain(closed);
});

test('what a model is told can be put in other words, with a preview and a way back', async ({ page }) => {
  await page.goto(`${scripted('candidates=20&until=0.6')}#strategy=llmatic`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Edit what the model is told' }).click();
  const dialog = page.getByRole('dialog');
  const request = dialog.getByLabel('The request itself');
  const preview = dialog.getByRole('region');
  await expect(preview).toContainText('Write the whole program.');
  await request.fill('{parents}\n\n{wish} Answer in {language}.');
  await expect(dialog).toContainText('{language} stands for nothing here');
  await expect(dialog.getByRole('button', { name: 'Use it' })).toBeDisabled();
  await request.fill('{parents}\n\nSurprise me.');
  await expect(dialog).toContainText('{wish} must stand in it');
  await request.fill('{parents}\n\n{wish} Surprise me.');
  await expect(preview).toContainText('Surprise me.');
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('in your words now')).toBeVisible();
  const strategy = await page.evaluate(() => globalThis.nasPlayground.spec().strategy);
  expect(strategy).toMatchObject({ systemPrompt: '', requestPrompt: '{parents}\n\n{wish} Surprise me.' });
  expect(decodeURIComponent(new URL(page.url()).hash)).toContain('Surprise me.');

  await page.getByRole('button', { name: 'Edit what the model is told' }).click();
  await dialog.getByRole('button', { name: 'Back to our words' }).click();
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('in your words now')).toBeHidden();

  await page.getByText('Kinds of prompt', { exact: true }).click();
  await page.getByLabel('widen', { exact: true }).selectOption({ label: '2×' });
  const weighed = await page.evaluate(() => globalThis.nasPlayground.spec().strategy);
  expect(weighed).toMatchObject({ weights: { widen: 2 }, requestPrompt: '' });
});
