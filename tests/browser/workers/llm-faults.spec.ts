import { expect, type Page, test } from '@playwright/test';
import { english } from '../../../src/search/told/english.ts';
import type { ModelChoice } from '../../../src/workers/api.ts';
import { openHarness, repliesOf } from '../harness/llm-page.ts';

const [greedy = ''] = repliesOf('networks');

/** Loads the networks model, changed as said. */
async function load(page: Page, change: Partial<ModelChoice> = {}) {
  const harness = await openHarness(page);
  return harness.evaluate(({ startLlm, toy }, change) => startLlm().load(toy('networks', change)), change);
}

const missing = (page: Page, url: string) =>
  page.route(url, (route) => route.fulfill({ status: 404, body: 'not here' }));

test('a missing library is a model with a damaged file', async ({ page }) => {
  await missing(page, '**/toy-model.wasm');
  expect(await load(page)).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
});

test('so is a library that is no WebAssembly', async ({ page }) => {
  await page.route('**/toy-model.wasm', (route) =>
    route.fulfill({ contentType: 'application/wasm', body: 'nonsense' }),
  );
  expect(await load(page)).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
});

test('weights that are not there could not be downloaded', async ({ page }) => {
  await missing(page, '**/params_shard_0.bin');
  expect(await load(page)).toMatchObject({ ok: false, error: { kind: 'no-network' } });
});

test('an address with no model behind it is named with what it answered', async ({ page }) => {
  await missing(page, '**/nowhere/**');
  const result = await load(page, { modelUrl: new URL('/nowhere', test.info().project.use.baseURL).href });
  expect(result).toMatchObject({ ok: false, error: { kind: 'no-network' } });
  expect(result.ok || english(result.error.message)).toContain(
    '/nowhere/resolve/main/tensor-cache.json answered 404',
  );
});

test('no network at all is said to be so', async ({ page }) => {
  await page.route('**/models/**', (route) => route.abort('internetdisconnected'));
  expect(await load(page)).toMatchObject({ ok: false, error: { kind: 'no-network' } });
});

test('a page served in place of a file is not kept, so that the next load works', async ({ page }) => {
  const harness = await openHarness(page);
  const instead = '**/networks/resolve/main/mlc-chat-config.json';
  await page.route(instead, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  const run = await harness.evaluateHandle(({ startLlm, toy }) => ({
    llm: startLlm(),
    choice: toy('networks'),
  }));
  const first = await run.evaluate(({ llm, choice }) => llm.load(choice));
  expect(first).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
  await page.unroute(instead);
  expect(await run.evaluate(({ llm, choice }) => llm.load(choice))).toMatchObject({ ok: true });
});

test('weights cut short are a damaged file', async ({ page }) => {
  await page.route('**/params_shard_0.bin', (route) => route.fulfill({ body: Buffer.alloc(64) }));
  expect(await load(page)).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
});

test('a model for 16 bits is refused before anything is downloaded', async ({ page, context }) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  expect(await load(page, { needsF16: true })).toMatchObject({ ok: false, error: { kind: 'no-f16' } });
  expect(requests.filter((url) => url.includes('/toy-model/'))).toEqual([]);
});

test('a model larger than the room left is refused before its weights are downloaded', async ({
  page,
  context,
}) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  await page.route('**/tensor-cache.json', async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    await route.fulfill({
      json: { ...list, records: [...list.records, { ...list.records[0], nbytes: 2 ** 50 }] },
    });
  });
  const result = await load(page);
  expect(result).toMatchObject({ ok: false, error: { kind: 'storage-full' } });
  expect(result.ok || english(result.error.message)).toMatch(/needs 1125899939 MB/);
  expect(requests.some((url) => url.endsWith('params_shard_0.bin'))).toBe(false);
});

test('a prompt beyond the context is refused with both sizes, and a shorter one is answered', async ({
  page,
}) => {
  const harness = await openHarness(page);
  const [long, short] = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks', { contextWindow: 512 }));
    const prompt = { system: '', user: 'x'.repeat(600) };
    return [await llm.complete({}, () => {}, prompt), await llm.complete()];
  });
  expect(long).toMatchObject({ ok: false, error: { kind: 'prompt-too-long' } });
  expect(long && !long.ok && english(long.error.message)).toMatch(
    /of 6\d\d tokens does not fit into the model’s 512/,
  );
  expect(short).toMatchObject({ ok: true, value: { text: greedy } });
});

test('without a model there is no reply', async ({ page }) => {
  const harness = await openHarness(page);
  const [before, after] = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    const before = await llm.complete();
    await llm.load(toy('networks'));
    await llm.unload();
    return [before, await llm.complete()];
  });
  expect(before).toMatchObject({ ok: false, error: { kind: 'not-loaded' } });
  expect(after).toMatchObject({ ok: false, error: { kind: 'not-loaded' } });
});

test('a GPU lost while the weights move to it is no loaded model', async ({ page }) => {
  const harness = await openHarness(page);
  const [lost, next] = await harness.evaluate(async ({ startFrailLlm, toy }) => {
    const llm = startFrailLlm();
    // The worker hears of it only once it has come up.
    await llm.storage();
    await llm.doomDevice();
    return [await llm.load(toy('networks')), await llm.load(toy('networks'))];
  });
  expect(lost).toMatchObject({ ok: false, error: { kind: 'device-lost' } });
  expect(next).toMatchObject({ ok: true });
});

test('a load that the package ends without a model and without an error has failed', async ({ page }) => {
  const harness = await openHarness(page);
  expect(await harness.evaluate(({ loadWithStrayAbort }) => loadWithStrayAbort())).toBe('device-lost');
});

test('a GPU lost between two replies is said to be so, and the model can be loaded again', async ({
  page,
}) => {
  const harness = await openHarness(page);
  const { lost, reply } = await harness.evaluate(async ({ startFrailLlm, toy }) => {
    const llm = startFrailLlm();
    await llm.load(toy('networks'));
    await llm.loseDevice();
    const lost = await llm.complete();
    await llm.load(toy('networks'));
    return { lost, reply: await llm.complete() };
  });
  expect(lost).toMatchObject({ ok: false, error: { kind: 'device-lost' } });
  expect(reply).toMatchObject({ ok: true, value: { text: greedy } });
});

test('a GPU lost in mid-reply ends the reply, and the model can be loaded again', async ({ page }) => {
  const harness = await openHarness(page);
  const { lost, reply } = await harness.evaluate(async ({ startFrailLlm, toy }) => {
    const llm = startFrailLlm();
    await llm.load(toy('networks'));
    let losing: Promise<unknown> | undefined;
    const lost = await llm.complete({}, () => (losing ??= llm.loseDevice()));
    await losing;
    await llm.load(toy('networks'));
    return { lost, reply: await llm.complete() };
  });
  expect(lost).toMatchObject({ ok: false, error: { kind: 'device-lost' } });
  expect(reply).toMatchObject({ ok: true, value: { text: greedy } });
});
