import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { cellNetworks } from '../../../src/search/spaces/canonicalCell.ts';
import { BENCHMARK } from '../../../src/search/spaces/cell.ts';
import shipped from '../../../src/workers/shipped/seal.json' with { type: 'json' };
import { benchmarkFiles } from '../../../src/search/testing/benchmarks.ts';
import { faults } from './axe.ts';

test('methods search the benchmark in a moment, and it is said which of them can be told apart', async ({
  page,
}) => {
  const networks = cellNetworks(BENCHMARK);
  // Each edge that computes more is worth a little more, and training has some luck.
  const { table } = benchmarkFiles((network, training) => {
    const edges = networks[network]?.genotype.reduce((sum, choice) => sum + choice, 0) ?? 0;
    return { correct: 300 + 30 * edges + 7 * ((network + training) % 3), loss: 1 };
  });
  const body = gzipSync(table);
  await page.route('**/benchmark/mnist1d-bench.bin', (route) => route.fulfill({ body }));
  // A page that was built with this table.
  const [built, own] = [
    shipped['benchmark/mnist1d-bench.bin'],
    createHash('sha256').update(body).digest('hex'),
  ];
  await page.route('**/assets/benchmark*.js', async (route) => {
    const script = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: script.replace(built, own) });
  });
  await page.goto('/');
  const panel = page.locator('section.benchmark');
  for (const name of ['NSGA-II', 'Tree search', 'REINFORCE', 'TPE', 'BANANAS'])
    await panel.getByRole('checkbox', { name }).uncheck();
  await panel.getByRole('textbox', { name: 'Searches of each' }).fill('30');
  await panel.getByRole('textbox', { name: 'Candidates of each' }).fill('60');
  await panel.getByRole('textbox', { name: 'Candidates of each' }).blur();
  await panel.getByRole('button', { name: 'Search 90 times' }).click();
  await expect(panel.locator('path.band')).toHaveCount(3, { timeout: 60_000 });
  const row = (name: string) => panel.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('Random search')).toContainText('reference');
  // Edges count each on its own, so that a climber must beat chance.
  await expect(row('Local search').getByRole('cell').last()).toHaveText('< 0.001');

  const ranks = page.locator('section.ranks');
  await expect(ranks).toContainText('The methods differ in rank beyond chance');
  await expect(ranks.getByRole('img')).toHaveAttribute('aria-label', /Random search \d\.\d\d/);
  await ranks.getByText('Wilcoxon', { exact: true }).click();
  await expect(ranks).not.toContainText('critical difference 0');
  await panel.getByText('Simulated time', { exact: true }).click();
  await expect(panel).toContainText('Simulated seconds of training');
  expect(await faults(page)).toEqual([]);

  await ranks.getByRole('button', { name: 'Save: Which methods can be told apart' }).click();
  const download = page.waitForEvent('download');
  await page.locator('#ranks-save').getByRole('button', { name: 'Save as SVG' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('Random search');
});
