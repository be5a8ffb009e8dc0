import { type Page, chromium, expect, test } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '../../../scripts/browser.mjs';
import { blankPage } from '../harness/trainer-page.ts';
import { workersNamed } from '../harness/workersNamed.ts';
import type * as Harness from '../harness/pool.ts';

test('the pool of trainers keeps every promise of the Evaluator contract', async ({ page }) => {
  await blankPage(page);
  const { kept, broken } = await page.evaluate(async () =>
    ((await import('/tests/browser/harness/pool.ts' as string)) as typeof Harness).brokenPromises(),
  );
  expect(broken).toEqual([]);
  expect(kept).toBeGreaterThan(3);
});

const trainers = (page: Page) => workersNamed(page, 'trainer');

test('a job whose trainer dies twice is given up as lost, and the next one finds a trainer', async ({
  page,
}) => {
  await blankPage(page);
  const job = await page.evaluateHandle(async () =>
    ((await import('/tests/browser/harness/pool.ts' as string)) as typeof Harness).startJob(),
  );
  for (let started = 1; started <= 2; started++) {
    await expect.poll(() => job.evaluate(({ starts }) => starts.length), { timeout: 30_000 }).toBe(started);
    for (const worker of await trainers(page)) await worker.evaluate(() => self.close()).catch(() => {});
  }
  expect(await job.evaluate(({ result }) => result)).toMatchObject({
    kind: 'failed',
    reason: 'trainer-lost',
  });
  expect(await job.evaluate(({ again }) => again())).toMatchObject({ kind: 'scored' });
});

test('weights outlive the trainer that trained them', async ({ page }) => {
  await blankPage(page);
  const kept = await page.evaluateHandle(async () =>
    ((await import('/tests/browser/harness/pool.ts' as string)) as typeof Harness).keepWeights(),
  );
  const before = await trainers(page);
  for (const worker of before) await worker.evaluate(() => self.close()).catch(() => {});
  await expect.poll(async () => (await trainers(page)).some((worker) => !before.includes(worker))).toBe(true);
  expect(await kept.evaluate(({ inherit }) => inherit())).toMatchObject({
    kind: 'scored',
    score: { inherited: 1 },
  });
});

test('the crash of a GPU’s process is one loss to all its trainers, and its network is trained on a new one', async ({
  baseURL,
}) => {
  test.setTimeout(240_000);
  // A browser of its own, since one whose GPU has crashed is wary of it ever after.
  const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? '' });
    await blankPage(page);
    const job = await page.evaluateHandle(async () =>
      ((await import('/tests/browser/harness/pool.ts' as string)) as typeof Harness).startOnGpu(),
    );
    await expect.poll(() => job.evaluate(({ starts }) => starts.length), { timeout: 60_000 }).toBe(1);
    await (await browser.newBrowserCDPSession()).send('Browser.crashGpuProcess');
    expect(await job.evaluate(({ result }) => result)).toMatchObject({ kind: 'scored' });
    // The second may have been given the network before it was heard that it is lost too.
    expect(await job.evaluate(({ starts }) => starts.at(-1))).toBeGreaterThan(2);
    expect(await job.evaluate(({ told }) => told)).toMatchObject([
      { kind: 'trainer-replaced', loss: { kind: 'gpu-lost' } },
    ]);
  } finally {
    await browser.close();
  }
});
