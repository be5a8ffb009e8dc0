import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { eventsOf, runOf, scripted, statusOf } from './visit.ts';

const SETTINGS = 'strategy=evolution&workers=1&seed=3&baseline=off&evaluations=12&steps=60';

const finished = async (page: Page) =>
  (await runOf(page)).candidates
    .filter(({ outcome }) => outcome)
    .map(({ candidate, outcome }) => [candidate, outcome]);

/** Ends the tab as a crash does, without a word to the page. */
async function kill(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await crashed;
}

/** Lets go of a file over the middle of the page. */
async function drop(page: Page, content: Buffer): Promise<void> {
  await page.evaluate(
    (bytes) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(bytes)], 'dropped.nasrun'));
      const target = document.querySelector('main') ?? document.body;
      target.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
    },
    [...content],
  );
}

/** The scripted page to its end. */
async function startScripted(page: Page): Promise<void> {
  await page.goto(scripted('candidates=12'));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(() => statusOf(page)).toBe('ended');
}

test('a run goes on in a new tab at the very evaluation after its tab was killed', async ({ context }) => {
  const first = await context.newPage();
  await first.goto(`/#${SETTINGS}`);
  await first.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(async () => (await finished(first)).length, { timeout: 90_000 })
    .toBeGreaterThanOrEqual(1);
  const before = await finished(first);
  // What is written twice a second may be lost with the tab.
  await first.waitForTimeout(1000);
  await kill(context, first);

  const second = await context.newPage();
  await second.goto('/');
  await expect(
    second.getByText(/A run was under way when its page closed: .*MNIST-1D, seed 3/),
  ).toBeVisible();
  await second.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect.poll(async () => (await runOf(second)).candidates.length, { timeout: 90_000 }).toBe(12);
  await expect.poll(async () => (await runOf(second)).status, { timeout: 90_000 }).toBe('ended');
  expect((await finished(second)).slice(0, before.length)).toEqual(before);
  expect((await eventsOf(second)).filter(({ kind }) => kind === 'continued')).toHaveLength(1);
  expect(await finished(second)).toHaveLength(12);

  // Nothing is left to go on with, and all is kept.
  await second.waitForTimeout(1000);
  await second.reload();
  await expect(second.getByRole('button', { name: 'Start', exact: true })).toBeEnabled();
  await expect(second.getByRole('button', { name: 'Resume', exact: true })).toHaveCount(0);
});

test('a run goes through a file to another browser and back as it was', async ({ page, browser }) => {
  await startScripted(page);
  const before = await eventsOf(page);
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  const saved = page.getByRole('listitem').filter({ hasText: 'candidates: 12' });
  await expect(saved).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await saved.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await (await downloading).path();

  const other = await (await browser.newContext()).newPage();
  await other.goto(scripted('candidates=1'));
  await other.getByRole('button', { name: 'Runs', exact: true }).click();
  await expect(other.getByText('No run is saved yet.')).toBeVisible();
  const picker = other.locator('dialog[open] input[type=file]');
  await picker.setInputFiles({
    name: 'broken.nasrun',
    mimeType: '',
    buffer: (await readFile(file)).subarray(0, -5),
  });
  await expect(other.getByText('The end of broken.nasrun is missing.')).toBeVisible();
  await other.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await drop(other, await readFile(file));
  await expect.poll(async () => (await eventsOf(other)).length).toBe(before.length);
  await expect(other.locator('dialog[open]')).toHaveCount(0);
  expect(await eventsOf(other)).toEqual(before);
  await expect(other.getByRole('button', { name: 'Go on', exact: true })).toBeVisible();

  // It is kept there from now on.
  await other.reload();
  await other.getByRole('button', { name: 'Runs', exact: true }).click();
  await other.getByRole('button', { name: 'Open', exact: true }).click();
  await expect.poll(async () => (await eventsOf(other)).length).toBe(before.length);

  const compare = other.locator('section.compare');
  await compare.getByText('Add kept runs').click();
  await compare.getByRole('button', { name: /^Add .* to the comparison$/ }).click();
  await expect(compare.locator('tbody tr')).toHaveCount(2);
  await expect(compare).toContainText('fewer than three runs of');
  await other.context().close();
});

test('a run that cannot be kept goes on, and the page says why it is not kept', async ({ browser }) => {
  const refusals = {
    'lets this page save nothing': () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Not here.', 'SecurityError');
      };
    },
    'storage is full': () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('No room.', 'QuotaExceededError');
      };
    },
  };
  for (const [words, refuse] of Object.entries(refusals)) {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(refuse);
    await startScripted(page);
    await expect(page.getByText(words)).toBeVisible();
    expect(await finished(page)).toHaveLength(24);
    await page.context().close();
  }
});

test('a run goes on when a newer version of the page in another tab takes the store, and the page says so', async ({
  page,
  context,
}) => {
  const newer = await context.newPage();
  await newer.goto(scripted('candidates=1'));
  await startScripted(page);
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'candidates: 12' })).toHaveCount(1);
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  // As a version with stores of another shape opens them.
  const opened = await newer.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('nas-playground-runs', 2);
        opening.onsuccess = () => resolve('opened');
        opening.onblocked = () => resolve('blocked');
        opening.onerror = () => resolve('refused');
      }),
  );
  expect(opened).toBe('opened');
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  const words = 'A newer version of this page has taken over the saved runs';
  await expect(page.locator('dialog[open]').getByText(words)).toBeVisible();
  expect(await finished(page)).toHaveLength(24);
});

test('a run that another tab has is only looked at, and one that is begun is not replaced by one being opened', async ({
  page,
  context,
}) => {
  await startScripted(page);
  const other = await context.newPage();
  await other.goto(scripted('candidates=1'));
  await other.getByRole('button', { name: 'Runs', exact: true }).click();
  await other.getByRole('button', { name: 'Open', exact: true }).click();
  // Opened, it sets the address; only then can more be wanted of it, since it is spent.
  await expect(other).toHaveURL(/evaluations=12/);
  await other.evaluate(() => void (location.hash = 'evaluations=50'));
  await other.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(other.getByRole('alert')).toContainText('Another tab has this run.');

  let send = () => {};
  const asked = new Promise<void>((resolve) => (send = resolve));
  await other.route('**/examples/evolution.nasrun', async (route) => {
    await asked;
    await route.fulfill({ body: await readFile('public/examples/evolution.nasrun') });
  });
  await other.reload();
  const watch = other.getByRole('button', { name: /^Watch .*volution on / }).first();
  await watch.click();
  await other.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(async () => (await runOf(other)).status).toBe('ended');
  send();
  await other.waitForTimeout(500);
  expect(await finished(other)).toHaveLength(2);

  await other.reload();
  await watch.click();
  await expect.poll(async () => (await finished(other)).length).toBe(96);
  await expect(other.getByRole('button', { name: 'Halt' })).toBeVisible();
});

test('a recording of which a byte was changed on its way is not shown, and the page says why', async ({
  page,
}) => {
  await page.route('**/examples/evolution.nasrun', async (route) => {
    const body = await (await route.fetch()).body();
    body[20_000] = (body[20_000] ?? 0) ^ 1;
    await route.fulfill({ body });
  });
  await page.goto('/');
  const watch = page.getByRole('button', { name: /^Watch .*volution on / }).first();
  await watch.click();
  await expect(page.getByRole('alert')).toContainText(
    /evolution\.nasrun is not the file that belongs to this page .*reload the page/,
  );
  expect(await eventsOf(page)).toEqual([]);
  await page.unroute('**/examples/evolution.nasrun');
  await watch.click();
  await expect.poll(async () => (await eventsOf(page)).length).toBeGreaterThan(1000);
});
