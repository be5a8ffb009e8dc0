import { expect, type Locator, type Page, test } from '@playwright/test';
import { faults } from './axe.ts';
import { networkTitle, runOf, runToEnd } from './visit.ts';

const TINY = 'steps=20&workers=1&seed=1';

/** The panel of the method at work. */
const method = (page: Page): Locator => page.locator('section.method');

/** The mark of a candidate in a picture of a method. */
const mark = (part: Locator, id: number): Locator =>
  part.getByRole('button', { name: new RegExp(`^Candidate ${id}: `) });

test.afterEach('axe finds no serious fault in it', async ({ page }) => {
  expect(await faults(page)).toEqual([]);
});

test('EvoPrompting shows its rounds: what each prompt wanted, its children, survivors, and that it was not tuned', async ({
  page,
}) => {
  await runToEnd(
    page,
    `/#strategy=evoprompting&variant=no-tuning&prompts=2&promptSamples=2&survivors=2&evaluations=10&${TINY}`,
  );
  const run = await runOf(page);
  const [first] = run.methods.evoprompting?.rounds ?? [];
  const children = first?.children ?? [];
  expect(children).toHaveLength(4);

  const panel = method(page);
  const round = panel.getByRole('region', { name: 'Round 1' });
  await expect(round).toContainText(/wanted: .+ parameters, \d+\.\d\s% from \d/);
  await expect(round).toContainText('Not tuned. It is switched off');
  for (const { id } of children) await expect(mark(round, id).first()).toBeVisible();
  for (const seed of ['MLP', 'CNN', 'GRU', 'Large CNN'])
    await expect(panel.locator('svg text').getByText(seed, { exact: true })).toBeVisible();
  await expect(panel.getByRole('img', { name: /^Parameters times error of \d+ networks/ })).toBeVisible();

  const [child] = children;
  if (!child) throw new Error('a round of no children');
  await mark(round, child.id).first().click();
  await expect(networkTitle(page)).toContainText(`andidate ${child.id}`);
  await expect(round.locator('.meant')).toHaveCount(1);
  await panel.getByRole('button', { name: 'Table: EvoPrompting' }).click();
  await expect(panel.getByRole('row')).toHaveCount(
    1 + (run.methods.evoprompting?.rounds ?? []).flatMap((each) => each.children).length,
  );
});

test('LLMatic shows both archives with their niches, and the phase it is in', async ({ page }) => {
  await runToEnd(
    page,
    `/#strategy=llmatic&niches=9&batchOfChildren=2&warmNetworks=2&warmPrompts=2&evaluations=9&${TINY}`,
  );
  const { methods } = await runOf(page);
  const view = methods.llmatic;
  if (!view) throw new Error('LLMatic noted nothing');

  const panel = method(page);
  const networks = panel.locator('figure').first();
  const prompts = panel.locator('figure').last();
  for (const [map, filled] of [
    [networks, view.networks.size],
    [prompts, view.prompts.size],
  ] as const) {
    await expect(map.locator('.niche')).toHaveCount(9);
    await expect(map.locator('.niche.filled')).toHaveCount(filled);
  }
  await expect(prompts.locator('svg')).toContainText('add residual');
  await expect(panel.getByRole('status')).toHaveText(/^Generation \d+: (warm-up|mutation|crossover)/);
  await expect(panel.locator('dl')).toContainText(`${view.networks.size} of 9 niches`);
  await expect(panel.locator('dl')).toContainText((view.generations.at(-1)?.qdScore ?? 0).toFixed(2));

  await networks.locator('.niche.filled').first().click();
  const [niche] = [...view.networks].sort(([a], [b]) => a - b);
  await expect(networkTitle(page)).toContainText(`andidate ${niche?.[1].id}`);
});

test('GPT-NAS shows each generation as rows of blocks, with those that its GPT predicted', async ({
  page,
}) => {
  await runToEnd(page, `/#strategy=gptnas&population=6&evaluations=8&baseline=off&${TINY}`);
  const { methods } = await runOf(page);
  const [first] = methods.gptnas?.generations ?? [];
  const predicted = (first?.individuals ?? []).flatMap((individual) => individual.predicted);
  expect(first?.individuals).toHaveLength(6);
  expect(predicted.length).toBeGreaterThan(0);

  const panel = method(page);
  await panel.getByLabel('Generation shown').selectOption('Generation 1');
  await expect(panel.getByRole('listitem')).toHaveCount(6);
  await expect(panel.locator('.block.predicted')).toHaveCount(predicted.length);
  await expect(panel.locator('dl')).toContainText('40 % of the layers');
  await expect(panel).toContainText('The weights of the GPT come with this page.');
});

test('islands and a bandit are shown only while they are on', async ({ page }) => {
  await page.goto('/#strategy=llm');
  await expect(page.locator('section.switches')).toHaveCount(0);
  await runToEnd(
    page,
    `/#strategy=llm&population=2&sample=2&islands=2&migrationEvery=6&bandit=on&evaluations=10&baseline=off&${TINY}`,
  );
  const { candidates, methods } = await runOf(page);
  const panel = page.locator('section.switches');
  for (const { candidate } of candidates) {
    const lane = panel.locator('.lanes li').nth(candidate.island ?? 0);
    await expect(mark(lane, candidate.id)).toBeVisible();
  }
  for (const { from, to, id } of methods.switches?.migrations ?? [])
    await expect(panel).toContainText(`${id} moved from island ${from + 1} to ${to + 1}`);
  await expect(panel).toContainText('Bandit: temperatures');
});

test('every plot of accuracy shows what always giving the commonest answer scores', async ({ page }) => {
  await runToEnd(page, `/#strategy=random&labels=one-against-rest&classA=5&evaluations=2&${TINY}`);
  for (const plot of ['race', 'curves'])
    await expect(page.locator(`section.${plot} .level`)).toHaveText('always “not 5”: 90 %');
  await expect(page.locator('section.pareto .level')).toHaveText('always “not 5”: 10 %');
});
