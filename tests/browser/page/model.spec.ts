import { cp, mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { serveMirror } from '../harness/second-origin.ts';
import { workersNamed } from '../harness/workersNamed.ts';
import type { RunSnapshot } from '../../../src/search/run/fold.ts';
import { eventsOf, runOf, statusOf } from './visit.ts';

const TOY = fileURLToPath(new URL('../../fixtures/toy-model/', import.meta.url));
/** Of the hub's list, in the build for adapters without 16 bits, as here. */
const ID = 'Qwen2.5-Coder-0.5B-Instruct-q4f32_1-MLC';
const RUN = '#strategy=llm&population=3&evaluations=8&steps=30&workers=1&baseline=off&temperature=1&seed=2';

/** The hub's own addresses and layout, with our toy model behind them: nothing of the page knows the difference. */
async function serveHub(page: Page): Promise<readonly string[]> {
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
  return asked;
}

const cutNetwork = (page: Page) =>
  page.context().route(/^https:\/\//, (route) => route.abort('internetdisconnected'));

const status = (page: Page) => page.locator('#model-status');
const store = (page: Page) => page.locator('#model-store');

async function choose(page: Page, id: string): Promise<void> {
  await expect(page.locator(`#model option[value="${id}"]`)).toBeAttached({ timeout: 30_000 });
  await page.locator('#model').selectOption(id);
}

async function runToEnd(page: Page) {
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(() => statusOf(page), { timeout: 100_000 }).toBe('ended');
  return await runOf(page);
}

const writtenOf = (run: RunSnapshot) =>
  run.candidates.flatMap(({ candidate, outcome }) =>
    candidate.origin.kind === 'written' ? [{ ...candidate, origin: candidate.origin, outcome }] : [],
  );

test('a model from a hub is downloaded, writes networks as the page watches, and its prompt and reply are kept', async ({
  page,
}) => {
  const asked = await serveHub(page);
  await page.goto(`/${RUN}`);
  await choose(page, ID);
  await page.getByRole('button', { name: 'Download model' }).click();
  await expect(status(page)).toContainText('Ready', { timeout: 60_000 });
  expect(asked.some((address) => address.includes('huggingface.co') && address.endsWith('.bin'))).toBe(true);

  const run = await runToEnd(page);
  const written = writtenOf(run);
  expect(written.length).toBe(5);
  for (const { origin, source } of written) {
    expect(origin.prompt).toContain('validation accuracy');
    if (source) expect(origin.reply).toContain(source);
  }
  // The toy model's replies are three networks, one program that is none, and talk; what is invalid is counted.
  expect(
    written.every(({ outcome }) => ['scored', 'duplicate', 'rejected'].includes(outcome?.kind ?? '')),
  ).toBe(true);
  expect(written.some(({ outcome }) => outcome?.kind === 'scored')).toBe(true);
  expect(run.notices).toEqual([]);

  const panel = page.locator('section.model-panel');
  await expect(panel).toContainText('5 programs');
  await expect(panel).toContainText(/\d tokens\/s/);
  // The last reply stands there whole, under the prompt it answers.
  const replies = written.map(({ origin }) => origin.reply.trim());
  const shown = await panel.getByRole('region', { name: 'Reply of the language model' }).innerText();
  expect(replies).toContain(shown.trim());
  await panel.getByText('What it was told').click();
  await expect(panel.getByRole('region', { name: 'Prompt to the language model' })).toContainText(
    'validation accuracy',
  );
});

test('with the network cut, Start loads the built-in model and it writes networks that train', async ({
  page,
}) => {
  const outside: string[] = [];
  page.context().on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') outside.push(request.url());
  });
  await cutNetwork(page);
  await page.goto('/#strategy=llm&population=3&evaluations=9&steps=30&workers=1&baseline=off&seed=2');
  const run = await runToEnd(page);
  const written = writtenOf(run);
  expect(written.length).toBe(6);
  expect(new Set(written.map(({ origin }) => origin.model))).toEqual(new Set(['nas-coder']));
  expect(written.some(({ outcome }) => outcome?.kind === 'scored')).toBe(true);
  for (const { origin } of written) expect(origin.prompt).toContain('<|task|>40x1 10');
  await expect(status(page)).toContainText('Ready');
  expect(run.notices).toEqual([]);
  expect(outside).toEqual([]);
});

test('with no network a hub model is a sentence with a way on, and the search goes on with evolution', async ({
  page,
}) => {
  await cutNetwork(page);
  await page.goto('/#strategy=llm&population=3&evaluations=14&steps=20&workers=1&baseline=off&seed=2');
  await choose(page, ID);
  await page.getByRole('button', { name: 'Download model' }).click();
  await expect(page.getByRole('alert')).toContainText('edits of code go on in its place', {
    timeout: 60_000,
  });
  const run = await runToEnd(page);
  expect(run.notices.map(({ message }) => message)).toEqual([
    { kind: 'model-away', why: { kind: 'no-model' }, stead: 'evolution' },
  ]);
  expect(run.candidates.some(({ candidate }) => candidate.origin.kind === 'mutated')).toBe(true);
  await expect(page.locator('section.notices').getByText('The search goes on with evolution')).toBeVisible();

  await page.context().unrouteAll();
  await serveHub(page);
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(status(page)).toContainText('Ready', { timeout: 60_000 });
});

test('a download can be cancelled, and shows how far it was', async ({ page }) => {
  await serveHub(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.context().route(/params_shard_0\.bin$/, async (route) => {
    await held;
    await route.fallback().catch(() => {});
  });
  await page.goto(`/${RUN}`);
  await choose(page, ID);
  await page.getByRole('button', { name: 'Download model' }).click();
  await expect(status(page)).toContainText(/Downloading: 0.?B of 11\.7 kB/, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel loading the model' }).click();
  await expect(page.getByRole('button', { name: 'Download model' })).toBeVisible();
  release();
});

test('a class’s own server and a folder stand in for the hub, and what is stored can be deleted', async ({
  page,
}) => {
  const mirror = await serveMirror(ID);
  const stick = await mkdtemp(join(tmpdir(), 'stick-'));
  try {
    await mkdir(join(stick, 'mine'));
    await cp(`${TOY}models/letters/resolve/main`, join(stick, 'mine'), { recursive: true });
    await cp(`${TOY}toy-model.wasm`, join(stick, 'mine', 'toy.wasm'));
    await cutNetwork(page);
    await page.goto(`/${RUN}`);
    await choose(page, ID);
    await store(page).getByText('Stored models').first().click();

    const address = page.getByLabel('Address of your server');
    await address.fill('ftp://somewhere');
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await expect(page.locator('#model-note')).toContainText('begins with http');
    await address.fill(mirror.address.replace('http://', ''));
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await expect(page.locator('#model-note')).toContainText('1 of the models come');
    await page.getByRole('button', { name: 'Download model' }).click();
    await expect(status(page)).toContainText('Ready', { timeout: 60_000 });
    await expect(store(page)).toContainText(ID);

    await page.locator('#model-folder').setInputFiles(join(stick, 'mine'));
    await expect(page.locator('#model-note')).toContainText('mine can be loaded without a network now.');
    await expect(page.locator('#model')).toHaveValue('mine');
    await page.getByRole('button', { name: 'Load model' }).click();
    await expect(status(page)).toContainText('mine writes', { timeout: 60_000 });

    await page.getByRole('button', { name: `Delete ${ID}` }).click();
    await expect(page.locator('#model-note')).toContainText('was deleted');
    await expect(store(page).getByText(ID, { exact: true })).toHaveCount(0);
  } finally {
    mirror.close();
    await rm(stick, { recursive: true });
  }
});

test('the browser’s own model is offered where there is one, and writes', async ({ page }) => {
  const reply = await readFile(`${TOY}replies/networks/1-dense.txt`, 'utf8');
  await page.addInitScript((reply) => {
    const session = () => ({
      clone: async () => session(),
      destroy: () => {},
      promptStreaming: () => new Blob([reply]).stream().pipeThrough(new TextDecoderStream()),
    });
    Object.assign(globalThis, {
      LanguageModel: { availability: async () => 'available', create: async () => session() },
    });
  }, reply);
  await page.goto(`/${RUN}`);
  await choose(page, 'browser');
  const run = await runToEnd(page);
  const written = writtenOf(run);
  expect(written.length).toBe(5);
  expect(written[0]?.origin.reply).toBe(reply);
  expect(written[0]?.outcome?.kind).toBe('scored');
  await expect(page.locator('section.model-panel')).toContainText('in the browser itself');
});

test('a model whose worker dies mid-run is a sentence with a way on, and the run goes on', async ({
  page,
}) => {
  await serveHub(page);
  await page.goto(
    '/#strategy=llm&population=3&evaluations=60&steps=30&workers=1&baseline=off&temperature=1&seed=2',
  );
  await choose(page, ID);
  await page.getByRole('button', { name: 'Download model' }).click();
  await expect(status(page)).toContainText('Ready', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const kinds = async () =>
    (await eventsOf(page)).flatMap((event) => (event.kind === 'asked' ? [event.candidate.origin.kind] : []));
  await expect.poll(async () => (await kinds()).includes('written'), { timeout: 60_000 }).toBe(true);
  const [worker] = await workersNamed(page, 'language model');
  await worker?.evaluate(() => self.close()).catch(() => {});
  await expect(page.getByRole('alert')).toContainText('Load the model again', { timeout: 30_000 });
  await expect.poll(async () => (await kinds()).at(-1), { timeout: 60_000 }).toBe('mutated');

  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(status(page)).toContainText('Ready', { timeout: 60_000 });
  await expect.poll(async () => (await kinds()).at(-1), { timeout: 60_000 }).toBe('written');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
});
