import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { BUILT, openStaticHost } from './staticHost.ts';
import { runOf, statusOf } from './visit.ts';

/** As a host may have it: not at its root. */
const FOLDER = '/some/path/';
/** A host on this machine is asked for a copy by name; others need not be. */
const KEPT = '?offline';
/** The model that comes with the page writes, and what it writes is trained on images. */
const RUN =
  'strategy=llm&dataset=fashion-mnist&population=3&evaluations=6&steps=10&workers=1&baseline=off&seed=2';

const startButton = (page: Page) => page.getByRole('button', { name: 'Start', exact: true });
const waitForCopy = (page: Page) =>
  expect(page.getByText('This page now works with the network off, too.')).toBeVisible({ timeout: 60_000 });

test('the page is sent at most 1 MB before Start, and nothing that trains, writes or edits', async ({
  page,
}) => {
  const host = await openStaticHost(FOLDER);
  try {
    await page.goto(host.address);
    await expect(startButton(page)).toBeEnabled();
    await expect(page.locator('#model option').first()).toBeAttached();
    await page.waitForLoadState('networkidle');
    const bytes = [...host.sent.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
    // WebLLM is 2 MB, and so is told by the sum.
    const late = /trainer|webgpu|cpu-|coder|layers\.worker|tuning|codeEditor|\.wasm$|\.bin$/;
    expect([...host.sent.keys()].filter((path) => late.test(path))).toEqual([]);
  } finally {
    await host.close();
  }
});

test('after one visit, the page shows a recorded run, searches with its language model and trains on images with the network off', async ({
  page,
  context,
}) => {
  const host = await openStaticHost(FOLDER);
  try {
    await page.goto(`${host.address}${KEPT}`);
    await waitForCopy(page);
  } finally {
    await host.close();
  }
  await context.setOffline(true);
  await page.goto('about:blank');
  await page.goto(host.address);
  await page.getByRole('button', { name: /^Watch Evolution / }).click();
  await expect.poll(async () => (await runOf(page)).candidates.length).toBe(96);
  await page.getByLabel('Speed of play').selectOption('fastest');
  await expect(page.getByText(/Candidate 96 of 96/)).toBeVisible();

  await page.goto('about:blank');
  await page.goto(`${host.address}#${RUN}`);
  await startButton(page).click();
  await expect.poll(() => statusOf(page), { timeout: 100_000 }).toBe('ended');
  const { candidates, notices } = await runOf(page);
  expect(notices.filter(({ level }) => level === 'warning')).toEqual([]);
  expect(candidates.filter(({ candidate }) => candidate.origin.kind === 'written').length).toBeGreaterThan(0);
  expect(candidates.filter(({ outcome }) => outcome?.kind === 'scored').length).toBeGreaterThan(0);
});

test('a newer version is told of, leaves the open page alone and is used at the next visit', async ({
  page,
  context,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'nas-page-'));
  await cp(BUILT, folder, { recursive: true });
  const host = await openStaticHost(FOLDER, folder);
  try {
    await page.goto(`${host.address}${KEPT}`);
    await waitForCopy(page);

    await replaceIn(join(folder, 'index.html'), '<title>NAS Playground', '<title>Newer playground');
    await replaceIn(join(folder, 'sw.js'), /(url:"index.html",revision:")/, '$1newer');
    await page.reload();
    await expect(page.getByText('A newer version is ready; it is used at the next visit.')).toBeVisible({
      timeout: 60_000,
    });
    await expect(page).toHaveTitle('NAS Playground');

    await page.close();
    await expect(async () => {
      const next = await context.newPage();
      await next.goto(host.address);
      const title = await next.title();
      await next.close();
      expect(title).toBe('Newer playground');
    }).toPass({ timeout: 30_000 });
  } finally {
    await host.close();
    await rm(folder, { recursive: true });
  }
});

test('the manifest has what a browser needs to install the page, from any folder', async ({ page }) => {
  const host = await openStaticHost(FOLDER);
  try {
    await page.goto(host.address);
    const link = await page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href);
    const manifest = (await (await page.request.get(link)).json()) as Manifest;
    expect(new URL(manifest.start_url, link).href).toBe(host.address);
    expect(new URL(manifest.scope, link).href).toBe(host.address);
    expect(manifest.icons.map(({ sizes, purpose }) => [sizes, purpose ?? 'any'])).toEqual([
      ['192x192', 'any'],
      ['512x512', 'any'],
      ['512x512', 'maskable'],
    ]);
    for (const { src, sizes } of manifest.icons) {
      const size = await page.evaluate(async (src) => {
        const image = await createImageBitmap(await (await fetch(src)).blob());
        return `${image.width}x${image.height}`;
      }, new URL(src, link).href);
      expect(size).toBe(sizes);
    }
  } finally {
    await host.close();
  }
});

interface Manifest {
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}

async function replaceIn(file: string, found: string | RegExp, by: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(found, by);
  expect(after).not.toBe(before);
  await writeFile(file, after);
}
