import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { english } from '../../../src/search/told/english.ts';
import type { Said } from '../../../src/search/told/told.ts';
import { integrityOf } from '../../../src/workers/llm/builtIn/seal.mjs';
import { openHarness, repliesOf } from '../harness/llm-page.ts';
import { serveMirror } from '../harness/second-origin.ts';

const [greedy = ''] = repliesOf('networks');
/** Of the hub's list, in the build for adapters without 16 bits, as here. */
const ID = 'Qwen2.5-Coder-0.5B-Instruct-q4f32_1-MLC';
const TOY = new URL('../../fixtures/toy-model/', import.meta.url);
const FILES = 'models/networks/resolve/main/';

/** No page of another origin is ever asked but the mirror. */
async function outsideRequests(page: Page) {
  const outside: string[] = [];
  await page.context().route(/^https:\/\//, (route) => {
    outside.push(route.request().url());
    return route.abort();
  });
  return outside;
}

/** The toy model's files under other names: what a person would have on a stick. */
const stick = (folder: string, library: string) =>
  Promise.all(
    ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json', 'params_shard_0.bin', library].map(
      async (name) => ({
        path: name === library ? `models/${library}` : `models/${folder}/${name}`,
        content: [...(await readFile(new URL(name === library ? 'toy-model.wasm' : FILES + name, TOY)))],
      }),
    ),
  );

/** A worker, and `load`, which has it load a model of the hub's list from a mirror. */
async function openFromMirror(page: Page) {
  const mirror = await serveMirror(ID);
  const harness = await openHarness(page);
  const run = await harness.evaluateHandle(({ startLlm }) => ({ llm: startLlm() }));
  const load = () =>
    run.evaluate(
      async ({ llm }, [id, mirror]) => {
        const choice = (await llm.models()).find((option) => option.id === id);
        return choice && llm.load({ ...choice, mirror });
      },
      [ID, mirror.address] as const,
    );
  return { mirror, run, load };
}

test('loads a model of the hub’s list from a mirror on another origin, and the next time from nowhere', async ({
  page,
}) => {
  const mirror = await serveMirror(ID);
  const outside = await outsideRequests(page);
  const harness = await openHarness(page);
  const run = await harness.evaluateHandle(({ startLlm }) => ({ llm: startLlm() }));
  const found = await run.evaluate(({ llm }, address) => llm.checkMirror(address), mirror.address);
  expect(found).toEqual({ ok: true, value: { mirror: mirror.address, ids: [ID] } });

  const load = (address: string) =>
    run.evaluate(
      async ({ llm }, [id, mirror]) => {
        const choice = (await llm.models()).find((option) => option.id === id);
        if (!choice) throw new Error(`no ${id}`);
        const size = await llm.downloadSize({ ...choice, mirror });
        const loaded = await llm.load({ ...choice, mirror });
        return { cached: choice.cached, size, loaded, reply: await llm.complete() };
      },
      [ID, address] as const,
    );
  const first = await load(mirror.address);
  expect(first).toMatchObject({
    cached: false,
    size: { ok: true, value: 11_700 },
    loaded: { ok: true },
    reply: { ok: true, value: { text: greedy } },
  });
  expect(mirror.asked.some((each) => each.endsWith('/params_shard_0.bin'))).toBe(true);

  mirror.asked.length = 0;
  mirror.close();
  const again = await load('http://localhost:1/');
  expect(again).toMatchObject({
    cached: true,
    loaded: { ok: true },
    reply: { ok: true, value: { text: greedy } },
  });
  expect([...mirror.asked, ...outside]).toEqual([]);
});

test('says what a mirror lacks', async ({ page }) => {
  const mirror = await serveMirror('another');
  const harness = await openHarness(page);
  const [empty, silent, nonsense] = await harness.evaluate(async ({ startLlm }, address) => {
    const llm = startLlm();
    return [
      await llm.checkMirror(address),
      await llm.checkMirror('http://localhost:1/'),
      await llm.checkMirror('http://'),
    ];
  }, mirror.address);
  mirror.close();
  expect(empty && !empty.ok && english(empty.error.message)).toMatch(
    /There is no model of the list at .*resolve\/main\/mlc-chat-config.json should be there/,
  );
  expect(silent && !silent.ok && english(silent.error.message)).toMatch(
    /does not answer this page.*Access-Control-Allow-Origin/,
  );
  expect(nonsense && !nonsense.ok && english(nonsense.error.message)).toMatch(/is no address/);
});

test('a download that breaks off is a sentence, and the next one goes on with what is there', async ({
  page,
}) => {
  const { mirror, run, load } = await openFromMirror(page);
  mirror.breaksOff = true;
  const broken = await load();
  expect(broken).toMatchObject({ ok: false, error: { kind: 'no-network' } });
  expect(broken && !broken.ok && english(broken.error.message)).toMatch(/what has arrived is kept/);
  const { models } = await run.evaluate(({ llm }) => llm.storage());
  expect(models).toMatchObject([{ id: ID, bytes: 0, totalBytes: 11_700 }]);

  mirror.breaksOff = false;
  mirror.asked.length = 0;
  expect(await load()).toMatchObject({ ok: true });
  mirror.close();
  expect(mirror.asked.map((each) => each.slice(each.lastIndexOf('/') + 1))).toEqual(['params_shard_0.bin']);
});

test('weights that changed a bit on their way are a sentence and are not kept, and the next load has them', async ({
  page,
}) => {
  const { mirror, run, load } = await openFromMirror(page);
  mirror.flipsBit = true;
  const damaged = await load();
  expect(damaged).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
  expect(damaged && !damaged.ok && english(damaged.error.message)).toMatch(
    /params_shard_0\.bin has another content than it should/,
  );
  expect((await run.evaluate(({ llm }) => llm.storage())).models).toEqual([]);
  mirror.flipsBit = false;
  expect(await load()).toMatchObject({ ok: true });
  mirror.close();
});

test('lists what is stored with its size, and deletes it', async ({ page }) => {
  const harness = await openHarness(page);
  const { before, after, caches } = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    await llm.load(toy('letters'));
    const before = await llm.storage();
    await llm.remove(toy('networks').modelUrl);
    const left: string[] = [];
    for (const name of await globalThis.caches.keys())
      left.push(...(await (await globalThis.caches.open(name)).keys()).map(({ url }) => url));
    return { before, after: await llm.storage(), caches: left };
  });
  expect(before.models.map(({ id, bytes, totalBytes }) => [id, bytes, totalBytes])).toEqual([
    ['networks', 11_700, 11_700],
    ['letters', 1_052, 1_052],
  ]);
  expect(before.quota).toBeGreaterThan(0);
  expect(after.models.map(({ id }) => id)).toEqual(['letters']);
  expect(caches.filter((url) => url.includes('/networks/'))).toEqual([]);
});

for (const [how, folder, id] of [
  ['under a name of the hub’s list', `${ID}/resolve/main`, ID],
  ['of one’s own', 'mine', 'mine'],
] as const) {
  test(`brings a model ${how} out of a folder, without any network`, async ({ page }) => {
    const outside = await outsideRequests(page);
    const library = id === 'mine' ? 'mine.wasm' : 'Qwen2-0.5B-Instruct-q4f32_1_cs1k-webgpu.wasm';
    const harness = await openHarness(page);
    const { brought, option, loaded, reply } = await harness.evaluate(
      async ({ startLlm }, files) => {
        const llm = startLlm();
        const picked = files.map(({ path, content }) => ({
          path,
          file: new File([new Uint8Array(content)], path),
        }));
        const brought = await llm.bring(picked);
        const [id = ''] = brought.ok ? brought.value : [];
        const option = (await llm.models()).find((each) => each.id === id);
        const loaded = option && (await llm.load(option));
        return { brought, option, loaded, reply: await llm.complete() };
      },
      await stick(folder, library),
    );
    expect(brought).toEqual({ ok: true, value: [id] });
    expect(option).toMatchObject({ cached: true, group: id === 'mine' ? 'own' : 'code' });
    expect(loaded).toMatchObject({ ok: true });
    expect(reply).toMatchObject({ ok: true, value: { text: greedy } });
    expect(outside).toEqual([]);
  });
}

test('names the file that a folder lacks or that is damaged, and copies nothing of it', async ({ page }) => {
  const whole = await stick('mine', 'mine.wasm');
  const harness = await openHarness(page);
  const results = await harness.evaluate(async ({ startLlm }, files) => {
    const llm = startLlm();
    const picked = files.map(({ path, content }) => ({
      path,
      file: new File([new Uint8Array(content)], path),
    }));
    const without = (name: string) => picked.filter(({ path }) => !path.endsWith(name));
    const short = picked.map(({ path, file }) => ({
      path,
      file: path.endsWith('.bin') ? new File(['x'], path) : file,
    }));
    const damaged = await Promise.all(
      picked.map(async ({ path, file }) => {
        const content = new Uint8Array(await file.arrayBuffer());
        if (path.endsWith('.bin')) content[99] = (content[99] ?? 0) ^ 1;
        return { path, file: new File([content], path) };
      }),
    );
    const messages: Said[] = [];
    const lacking = ['.bin', '.wasm', 'tokenizer.json', 'config.json'].map(without);
    for (const some of [...lacking, short, damaged]) {
      const brought = await llm.bring(some);
      messages.push(brought.ok ? '' : brought.error.message);
    }
    return { messages, stored: (await llm.storage()).models };
  }, whole);
  expect(results.messages.map(english)).toEqual([
    expect.stringMatching(/holds no params_shard_0\.bin/),
    expect.stringMatching(/no library for mine/),
    expect.stringMatching(/holds no tokenizer\.json/),
    expect.stringMatching(/There is no model in these files/),
    expect.stringMatching(/has 1 bytes where its list says 11700/),
    expect.stringMatching(/params_shard_0\.bin of mine is damaged/),
  ]);
  expect(results.stored).toEqual([]);
});

test('uses no file whose hash is not the one it should have, and fetches a stored one anew', async ({
  page,
}) => {
  const names = ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json', 'params_shard_0.bin'];
  const contents = await Promise.all(names.map((name) => readFile(new URL(FILES + name, TOY))));
  const integrity = Object.fromEntries(
    names.map((name, i) => [name, integrityOf(contents[i] ?? Buffer.from(''))]),
  );
  integrity['toy-model.wasm'] = integrityOf(await readFile(new URL('toy-model.wasm', TOY)));

  const harness = await openHarness(page);
  const run = await harness.evaluateHandle(({ startLlm, toy }) => ({
    llm: startLlm(),
    choice: toy('networks'),
  }));
  const load = (change: Record<string, string> = {}) =>
    run.evaluate(({ llm, choice }, integrity) => llm.load({ ...choice, integrity }), {
      ...integrity,
      ...change,
    });

  for (const name of [...names, 'toy-model.wasm']) {
    const other = await load({ [name]: integrityOf(Buffer.from('another file')) });
    expect([name, other]).toMatchObject([name, { ok: false, error: { kind: 'corrupt' } }]);
  }
  expect(await load()).toMatchObject({ ok: true });

  // An older version of the weights in the store, as after an update of the page.
  await run.evaluate(async ({ choice }) => {
    const cache = await caches.open('webllm/model');
    await cache.put(
      `${choice.modelUrl}/resolve/main/params_shard_0.bin`,
      new Response(new Uint8Array(11_700)),
    );
  });
  expect(await load()).toMatchObject({ ok: true });
  expect(await run.evaluate(({ llm }) => llm.complete())).toMatchObject({
    ok: true,
    value: { text: greedy },
  });
});
