import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { foldRun } from '../../../src/search/run/fold.ts';

const TOY = fileURLToPath(new URL('../../fixtures/toy-model/', import.meta.url));

test('a model from a hub is downloaded, writes networks as the page watches, and its prompt and reply are kept', async ({
  page,
}) => {
  // The hub's own addresses and layout, with our toy model behind them: nothing of the page knows the difference.
  const asked: string[] = [];
  await page.context().route(/^https:\/\//, async (route) => {
    const address = new URL(route.request().url());
    asked.push(address.href);
    const file = address.pathname.endsWith('.wasm')
      ? 'toy-model.wasm'
      : `models/networks/resolve/main/${address.pathname.split('/').at(-1)}`;
    const headers = { 'access-control-allow-origin': '*' };
    await route.fulfill({ body: await readFile(TOY + file), headers });
  });

  await page.goto('/#strategy=llm&evaluations=8&steps=30&workers=1&baseline=off&temperature=1&seed=2');
  await page.getByRole('button', { name: 'Download model' }).click();
  await expect(page.locator('#model-status')).toContainText('is ready', { timeout: 60_000 });
  expect(asked.some((address) => address.includes('huggingface.co') && address.endsWith('.bin'))).toBe(true);

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => globalThis.nasPlayground.status()), { timeout: 90_000 })
    .toBe('ended');
  const run = foldRun(await page.evaluate(() => globalThis.nasPlayground.events()));
  const written = run.candidates.filter(({ candidate }) => candidate.origin.kind === 'written');
  expect(written.length).toBe(5);
  for (const { candidate } of written) {
    if (candidate.origin.kind !== 'written') continue;
    expect(candidate.origin.prompt).toContain('validation accuracy');
    if (candidate.source) expect(candidate.origin.reply).toContain(candidate.source);
  }
  // The toy model's replies are three networks, one program that is none, and talk; what is invalid is counted.
  expect(
    written.every(({ outcome }) => ['scored', 'duplicate', 'rejected'].includes(outcome?.kind ?? '')),
  ).toBe(true);
  expect(written.some(({ outcome }) => outcome?.kind === 'scored')).toBe(true);
  expect(run.notices).toEqual([]);
});

test('with no network the page says so in a sentence and the search goes on with evolution', async ({
  page,
}) => {
  await page.context().route(/^https:\/\//, (route) => route.abort('internetdisconnected'));
  await page.goto('/#strategy=llm&evaluations=14&steps=20&workers=1&baseline=off&seed=2');
  await page.getByRole('button', { name: 'Download model' }).click();
  await expect(page.locator('#model-status')).toContainText('evolution proposes in its place', {
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => globalThis.nasPlayground.status()), { timeout: 90_000 })
    .toBe('ended');
  const run = foldRun(await page.evaluate(() => globalThis.nasPlayground.events()));
  expect(run.notices.map(({ message }) => message)).toEqual([
    'No language model is loaded. The search goes on with evolution until a model is there.',
  ]);
  expect(run.candidates.some(({ candidate }) => candidate.origin.kind === 'mutated')).toBe(true);
  await expect(page.getByText('The search goes on with evolution').first()).toBeVisible();
});
