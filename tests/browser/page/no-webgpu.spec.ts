import { expect, test } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '../../../scripts/browser.mjs';
import { press, result, startToLearn, state, tune, tunedWrites } from './tuning.ts';
import { runOf, statusOf } from './visit.ts';

test.use({
  launchOptions: {
    executablePath: findBrowser(),
    args: BROWSER_FLAGS.filter((flag) => !/webgpu|swiftshader/.test(flag)),
  },
});

test('without WebGPU the built-in model writes on our own engine, and others say what is missing', async ({
  page,
}) => {
  await page.goto('/#strategy=llm&population=3&evaluations=9&steps=30&workers=1&baseline=off&seed=2');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(() => statusOf(page), { timeout: 100_000 }).toBe('ended');
  const run = await runOf(page);
  const written = run.candidates.filter(({ candidate }) => candidate.origin.kind === 'written');
  expect(written).toHaveLength(6);
  expect(written.some(({ outcome }) => outcome?.kind === 'scored')).toBe(true);
  expect(run.notices).toEqual([]);
  await expect(page.locator('section.model-panel')).toContainText('WebAssembly, since there is no WebGPU');

  const hub = await page.locator('#model option').nth(1).getAttribute('value');
  await page.locator('#model').selectOption(hub);
  await expect(page.locator('#model-status')).toContainText('offers no WebGPU');
  await expect(page.getByRole('button', { name: 'Download model' })).toBeDisabled();
});

test('without WebGPU tuning can be stopped, and the tuned model writes on our own engine', async ({
  page,
}) => {
  await startToLearn(page);
  await tune(page, 900);
  await expect(state(page)).toContainText(/Step \d+ of 900/, { timeout: 60_000 });
  await press(page, 'Stop fine-tuning');
  await expect(result(page)).toContainText('Tuning was stopped: the model is as it was before.');

  await tune(page, 2);
  await expect(result(page)).toContainText('The tuned model is in use', { timeout: 60_000 });
  await tunedWrites(page);
  await expect(page.locator('section.model-panel')).toContainText('WebAssembly, since there is no WebGPU');
});
