import { expect, type Page, test } from '@playwright/test';
import type { RunEvent } from '../../../src/search/domain.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { english } from '../../../src/search/told/english.ts';
import { workersNamed } from '../harness/workersNamed.ts';
import { eventsOf, runOf, statusOf } from './visit.ts';

/** A run short enough for a test: tiny trainings, few candidates. */
const SHORT = 'strategy=evolution&evaluations=4&steps=40&workers=1&seed=3';

async function waitForEnd(page: Page): Promise<RunEvent[]> {
  await expect.poll(() => statusOf(page), { timeout: 90_000 }).toBe('ended');
  return eventsOf(page);
}

async function start(page: Page, hash: string): Promise<void> {
  await page.goto(`/#${hash}`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
}

/** All that must repeat: everything but times and what depends on them. */
function timeless(events: readonly RunEvent[]): unknown {
  return JSON.parse(
    JSON.stringify(events, (key, value: unknown) =>
      ['at', 'trainMs', 'buildMs', 'writeMs'].includes(key) ? undefined : value,
    ),
  );
}

test('a visitor presses Start and sees both arms spend the same budget on real trainings', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await start(page, SHORT);
  const run = foldRun(await waitForEnd(page));
  expect(run.end?.reason).toBe('budget');
  for (const arm of ['search', 'baseline'] as const) {
    const records = run.candidates.filter((record) => record.candidate.arm === arm);
    expect(records).toHaveLength(4);
    expect(records.every((record) => record.outcome !== undefined)).toBe(true);
  }
  const scored = run.candidates.flatMap(({ outcome }) => (outcome?.kind === 'scored' ? [outcome] : []));
  expect(scored.length).toBeGreaterThan(4);
  // Better than the ten classes' chance: the networks did learn.
  expect(Math.max(...scored.map((outcome) => outcome.valAccuracy))).toBeGreaterThan(0.2);
  const outside = requests.filter((url) => !/^(http:\/\/localhost[:/]|blob:|data:)/.test(url));
  expect(outside).toEqual([]);
});

test('the same seed gives the same candidates and the same accuracies with one worker', async ({
  browser,
}) => {
  const runs: unknown[] = [];
  for (let i = 0; i < 2; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await start(page, SHORT);
    runs.push(timeless((await waitForEnd(page)).filter((event) => event.kind !== 'notice')));
    await context.close();
  }
  expect(runs[0]).toEqual(runs[1]);
});

test('pause lets the training finish and asks for nothing more; resume goes on; stop ends within seconds', async ({
  page,
}) => {
  await start(page, 'strategy=random&evaluations=50&steps=60&workers=1');
  await expect.poll(async () => (await eventsOf(page)).some((event) => event.kind === 'training')).toBe(true);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect
    .poll(async () => (await runOf(page)).candidates.every((record) => record.outcome !== undefined))
    .toBe(true);
  const paused = await runOf(page);
  expect(paused.status).toBe('paused');
  await page.waitForTimeout(1500);
  expect((await runOf(page)).candidates).toHaveLength(paused.candidates.length);

  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect
    .poll(async () => (await runOf(page)).candidates.length, { timeout: 20_000 })
    .toBeGreaterThan(paused.candidates.length);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.poll(() => statusOf(page), { timeout: 5_000 }).toBe('ended');
  const ended = await runOf(page);
  expect(ended.end?.reason).toBe('stopped');
  expect(ended.candidates.every((record) => record.outcome !== undefined)).toBe(true);
});

test('a trainer killed mid-training is replaced, and its candidate is tried again and not lost', async ({
  page,
}) => {
  await start(page, 'strategy=random&evaluations=3&steps=150&workers=1&seed=5');
  await expect
    .poll(async () => (await eventsOf(page)).some((event) => event.kind === 'epoch'), { timeout: 30_000 })
    .toBe(true);
  const [victim] = await workersNamed(page, 'trainer');
  if (!victim) throw new Error(`no trainer among ${page.workers().length} workers`);
  await victim.evaluate(() => self.close()).catch(() => {});
  const events = await waitForEnd(page);
  const run = foldRun(events);
  expect(run.end?.reason).toBe('budget');
  expect(run.candidates.map((record) => record.outcome?.kind)).toEqual(['scored', 'scored', 'scored']);
  expect(run.notices.some(({ message }) => /trainer worker died/.test(english(message)))).toBe(true);
  expect(run.trainers.size).toBeGreaterThan(1);
});

test('a change mid-run shows in the event list and applies to the next candidate', async ({ page }) => {
  await start(page, 'strategy=random&evaluations=30&steps=400&workers=1');
  await expect.poll(async () => (await eventsOf(page)).some((event) => event.kind === 'training')).toBe(true);
  await page.getByLabel('Budget', { exact: false }).and(page.locator('input')).first().fill('2');
  await page.keyboard.press('Tab');
  const run = foldRun(await waitForEnd(page));
  expect(run.changes).toHaveLength(1);
  expect(run.candidates).toHaveLength(2);
});

test('the test split is read only after the run has ended, and the figure is kept as an event', async ({
  page,
}) => {
  await start(page, 'strategy=random&evaluations=1&steps=40&workers=1');
  await waitForEnd(page);
  await page.getByRole('button', { name: /test split/i }).click();
  await expect
    .poll(async () => (await eventsOf(page)).some((event) => event.kind === 'tested'), { timeout: 60_000 })
    .toBe(true);
  const [report] = (await eventsOf(page)).flatMap((event) => (event.kind === 'tested' ? [event.report] : []));
  expect(report?.testAccuracy).toBeGreaterThan(0.1);
  expect(report?.majorityAccuracy).toBeLessThan(0.15);
});
