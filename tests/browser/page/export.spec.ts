import { readFile } from 'node:fs/promises';
import { type Download, expect, type Page, test } from '@playwright/test';
import { foldRun } from '../../../src/search/run/fold.ts';
import { BRIEF, eventsOf, runToEnd } from './visit.ts';

const open = (page: Page) =>
  page.locator('section.network').getByRole('button', { name: 'Export', exact: true }).click();

const item = (page: Page, name: string) =>
  page.locator('#export-menu').getByRole('button', { name, exact: true });

async function saved(page: Page, name: string, files = 1): Promise<ReadonlyMap<string, Buffer>> {
  const downloads: Download[] = [];
  const keep = (download: Download): void => void downloads.push(download);
  page.on('download', keep);
  await item(page, name).click();
  await expect.poll(() => downloads.length, { timeout: 60_000 }).toBe(files);
  page.off('download', keep);
  return new Map(
    await Promise.all(
      downloads.map(async (each) => [each.suggestedFilename(), await readFile(await each.path())] as const),
    ),
  );
}

test('a candidate is saved for other tools, with the weights that it had in the run', async ({ page }) => {
  await runToEnd(page, `/#${BRIEF}`);
  const events = await eventsOf(page);
  const run = foldRun(events);
  const title = await page.locator('section.network').getByRole('heading', { level: 2 }).innerText();
  const id = Number(/\d+/.exec(title)?.[0]);
  const record = run.candidates[id - 1];
  const params = record?.architecture?.params ?? 0;
  expect(params).toBeGreaterThan(0);
  await open(page);

  const [[module, code] = []] = await saved(page, 'PyTorch module');
  expect(module).toBe(`candidate_${id}_pytorch.py`);
  expect(code?.toString()).toContain('class Network(nn.Module):');
  const [[, keras] = []] = await saved(page, 'Keras 3 model');
  expect(keras?.toString()).toContain('keras.Model(inputs, ');

  const [[name, tensors] = []] = await saved(page, 'Weights for both files');
  expect(name).toBe(`candidate_${id}.safetensors`);
  const header = Number(tensors?.readBigUInt64LE(0));
  expect(tensors?.length).toBe(8 + header + 4 * params);
  // Trained once more it comes to just what it came to in the run.
  const last = record?.curve.at(-1)?.valAccuracy ?? NaN;
  await expect(page.locator('#export-menu [role=status]')).toContainText(`${(100 * last).toFixed(1)}`);

  const model = await saved(page, 'TensorFlow.js model', 2);
  expect([...model.keys()].toSorted()).toEqual([`candidate_${id}_tfjs.bin`, `candidate_${id}_tfjs.json`]);
  expect(model.get(`candidate_${id}_tfjs.bin`)?.subarray()).toEqual(tensors?.subarray(8 + header));

  const [[, table] = []] = await saved(page, 'Table of candidates');
  expect(table?.toString().trimEnd().split('\r\n')).toHaveLength(1 + run.candidates.length);
  const [[, whole] = []] = await saved(page, 'All that happened');
  expect(JSON.parse(whole?.toString() ?? '')).toMatchObject({ spec: run.spec, events });
});

test('a run under way hands over no weights, and says so', async ({ page }) => {
  await page.goto(`/#${BRIEF.replace('evaluations=4', 'evaluations=400')}`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.locator('section.network').getByRole('button', { name: 'Export' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.locator('section.network').getByRole('heading', { level: 2 })).toContainText('Best', {
    timeout: 60_000,
  });
  await open(page);
  await expect(page.locator('#export-menu')).toContainText('Pause the run');
  await expect(item(page, 'Weights for both files')).toBeDisabled();
  await expect(item(page, 'PyTorch module')).toBeEnabled();
});
