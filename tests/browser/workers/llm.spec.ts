import { expect, test } from '@playwright/test';
import type { LoadProgress } from '../../../src/workers/api.ts';
import { hold, openHarness, repliesOf } from '../harness/llm-page.ts';

const [greedy = ''] = repliesOf('networks');
const [alphabet = ''] = repliesOf('letters');

test('loads a model with progress from nought to one, from its own server alone', async ({
  page,
  context,
  baseURL,
}) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const harness = await openHarness(page);
  const { loaded, progress } = await harness.evaluate(async ({ startLlm, toy }) => {
    const progress: LoadProgress[] = [];
    const loaded = await startLlm().load(toy('networks'), (step) => progress.push(step));
    return { loaded, progress };
  });
  expect(loaded).toEqual({ ok: true, value: { model: 'toy-networks' } });
  const fractions = progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect([fractions.at(0), fractions.at(-1)]).toEqual([0, 1]);
  expect(progress.map(({ stage }) => stage.kind)).toContain('downloading');

  const files = requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(files.filter((url) => !url.startsWith(baseURL ?? '?'))).toEqual([]);
  expect(files.some((url) => url.endsWith('/networks/resolve/main/params_shard_0.bin'))).toBe(true);
});

test('streams the greedy reply, and counts its tokens', async ({ page }) => {
  const harness = await openHarness(page);
  const { reply, pieces } = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    const pieces: string[] = [];
    return { reply: await llm.complete({}, (piece) => pieces.push(piece)), pieces };
  });
  expect(reply).toMatchObject({ ok: true, value: { text: greedy, finish: 'stop' } });
  expect(pieces.join('')).toBe(greedy);
  // One token a piece, and the one that ends the reply.
  expect(reply.ok && reply.value.tokens).toBe(pieces.length + 1);
  expect(reply.ok && reply.value.ms).toBeGreaterThan(0);
});

test('speaks from the weights: another model with the same library says something else', async ({ page }) => {
  const harness = await openHarness(page);
  const texts = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    const texts: (string | undefined)[] = [];
    for (const model of ['networks', 'letters', 'networks'] as const) {
      await llm.load(toy(model));
      const reply = await llm.complete();
      texts.push(reply.ok ? reply.value.text : reply.error.kind);
    }
    return texts;
  });
  expect(texts).toEqual([greedy, alphabet, greedy]);
});

test('draws by the seed: the same again under the same, others under others', async ({ page }) => {
  const harness = await openHarness(page);
  const texts = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    const texts: string[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8]) {
      const reply = await llm.complete({ temperature: 1, seed });
      texts.push(reply.ok ? reply.value.text : reply.error.kind);
    }
    return texts;
  });
  expect(texts.slice(0, 8)).toEqual(texts.slice(8));
  expect(new Set(texts).size).toBeGreaterThan(2);
  for (const text of texts) expect(repliesOf('networks')).toContain(text);
});

test('obeys a stop text and a token limit', async ({ page }) => {
  const harness = await openHarness(page);
  const [stopped, limited] = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    return [await llm.complete({ stop: ['perceptron'] }), await llm.complete({ maxTokens: 3 })];
  });
  expect(stopped).toMatchObject({ ok: true, value: { finish: 'stop' } });
  expect(stopped?.ok && stopped.value.text).toBe('A small multilayer perce');
  expect(limited).toMatchObject({ ok: true, value: { finish: 'length', tokens: 3 } });
});

test('ends a completion within a few tokens when interrupted, and answers the next', async ({ page }) => {
  const harness = await openHarness(page);
  const { cut, next } = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    let interrupted: Promise<void> | undefined;
    const cut = await llm.complete({}, () => (interrupted ??= llm.interrupt()));
    return { cut, next: await llm.complete() };
  });
  if (!cut.ok) throw new Error(cut.error.kind);
  expect(cut.value.finish).toBe('abort');
  expect(cut.value.tokens).toBeLessThan(10);
  expect(greedy.startsWith(cut.value.text)).toBe(true);
  expect(next).toMatchObject({ ok: true, value: { text: greedy, finish: 'stop' } });
});

test('serves requests in turn, and an interrupt ends only the one under way', async ({ page }) => {
  const harness = await openHarness(page);
  const { first, second, order } = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    const order: string[] = [];
    let interrupted: Promise<void> | undefined;
    const [first, second] = await Promise.all([
      llm.complete({}, () => {
        order.push('first');
        interrupted ??= llm.interrupt();
      }),
      llm.complete({}, () => order.push('second')),
    ]);
    return { first, second, order };
  });
  expect(first).toMatchObject({ ok: true, value: { finish: 'abort' } });
  expect(second).toMatchObject({ ok: true, value: { finish: 'stop', text: greedy } });
  expect(order.lastIndexOf('first')).toBeLessThan(order.indexOf('second'));
});

for (const file of ['mlc-chat-config.json', 'toy-model.wasm', 'tokenizer.json', 'params_shard_0.bin']) {
  test(`gives up a load while ${file} is on its way, and loads another model`, async ({ page }) => {
    const harness = await openHarness(page);
    const held = await hold(page, `**/${file}`);
    const run = await harness.evaluateHandle(({ startLlm, toy }) => {
      const llm = startLlm();
      return { llm, load: llm.load(toy('networks')) };
    });
    await held.asked;
    const fault = await run.evaluate(async ({ llm, load }) => {
      await llm.interrupt();
      return load;
    });
    expect(fault).toMatchObject({ ok: false, error: { kind: 'aborted' } });
    held.release();
    const reply = await run.evaluate(async ({ llm }) => llm.complete());
    expect(reply).toMatchObject({ ok: false, error: { kind: 'not-loaded' } });
    const next = await harness.evaluateHandle(({ toy }) => toy('letters'));
    const text = await run.evaluate(async ({ llm }, choice) => {
      const loaded = await llm.load(choice);
      return loaded.ok ? llm.complete() : loaded;
    }, next);
    expect(text).toMatchObject({ ok: true, value: { text: alphabet } });
  });
}

test('fetches no weights for a load that was given up', async ({ page, context }) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const harness = await openHarness(page);
  const held = await hold(page, '**/networks/resolve/main/tokenizer.json');
  const run = await harness.evaluateHandle(({ startLlm, toy }) => {
    const llm = startLlm();
    return { llm, load: llm.load(toy('networks')) };
  });
  await held.asked;
  await run.evaluate(({ llm }) => llm.interrupt());
  held.release();
  const letters = await harness.evaluateHandle(({ toy }) => toy('letters'));
  await run.evaluate(({ llm }, choice) => llm.load(choice), letters);
  expect(requests.some((url) => url.endsWith('/letters/resolve/main/params_shard_0.bin'))).toBe(true);
  expect(requests.some((url) => url.endsWith('/networks/resolve/main/params_shard_0.bin'))).toBe(false);
});

test('lets a second load replace the first', async ({ page }) => {
  const harness = await openHarness(page);
  const held = await hold(page, '**/networks/resolve/main/params_shard_0.bin');
  const run = await harness.evaluateHandle(({ startLlm, toy }) => {
    const llm = startLlm();
    return { llm, first: llm.load(toy('networks')), letters: toy('letters') };
  });
  await held.asked;
  const { first, second, reply } = await run.evaluate(async ({ llm, first, letters }) => {
    const second = await llm.load(letters);
    return { first: await first, second, reply: await llm.complete() };
  });
  held.release();
  expect(first).toMatchObject({ ok: false, error: { kind: 'aborted' } });
  expect(second).toEqual({ ok: true, value: { model: 'toy-letters' } });
  expect(reply).toMatchObject({ ok: true, value: { text: alphabet } });
});

test('of two loads asked for at once, the later wins', async ({ page }) => {
  const harness = await openHarness(page);
  const results = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    const loads = await Promise.all([llm.load(toy('networks')), llm.load(toy('letters'))]);
    return [...loads, await llm.complete()];
  });
  expect(results).toMatchObject([
    { ok: false, error: { kind: 'aborted' } },
    { ok: true, value: { model: 'toy-letters' } },
    { ok: true, value: { text: alphabet } },
  ]);
});

test('ends the reply under way when another model is loaded', async ({ page }) => {
  const harness = await openHarness(page);
  const { cut, waiting, next } = await harness.evaluate(async ({ startLlm, toy }) => {
    const llm = startLlm();
    await llm.load(toy('networks'));
    let loading: Promise<unknown> | undefined;
    const replies = [llm.complete({}, () => (loading ??= llm.load(toy('letters')))), llm.complete()];
    const [cut, waiting] = await Promise.all(replies);
    await loading;
    return { cut, waiting, next: await llm.complete() };
  });
  expect(cut).toMatchObject({ ok: true, value: { finish: 'abort' } });
  expect(waiting).toMatchObject({ ok: false, error: { kind: 'not-loaded' } });
  expect(next).toMatchObject({ ok: true, value: { text: alphabet } });
});

test('offers hub models for this adapter, none stored yet', async ({ page }) => {
  const harness = await openHarness(page);
  const models = await harness.evaluate(({ startLlm }) => startLlm().models());
  // The software adapter of the tests has no 16-bit arithmetic.
  expect(models.map(({ id }) => id)).toContain('Qwen2.5-Coder-1.5B-Instruct-q4f32_1-MLC');
  expect(models.every(({ needsF16, fits }) => !needsF16 && fits.ok)).toBe(true);
  expect(models.filter(({ cached }) => cached).map(({ id }) => id)).toEqual(['nas-coder']);
});

test('keeps what every proposer promises', async ({ page }) => {
  const harness = await openHarness(page);
  const results = await harness.evaluate(({ keepsProposerContract }) => keepsProposerContract());
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter(({ fault }) => fault)).toEqual([]);
});
