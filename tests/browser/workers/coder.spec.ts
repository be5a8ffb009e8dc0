import { type Page, expect, test } from '@playwright/test';
import { END, RandomModel, tokensOf } from '../harness/llmLibraryModels.ts';
import { blankPage } from '../harness/trainer-page.ts';

type Harness = typeof import('../harness/coder.ts');

const model = new RandomModel('small', 5);
const QUESTION = 'Widen it.';
/** As the model's chat configuration lays a question out. */
const PROMPT = `Q:${QUESTION}\nA:`;
const ANSWER = 'dense(24)';

async function openHarness(page: Page) {
  await model.serve(page);
  await blankPage(page);
  return page.evaluateHandle(() => import('/tests/browser/harness/coder.ts' as string) as Promise<Harness>);
}

for (const backend of ['wasm', 'cpu', 'webgpu'] as const) {
  test(`scores and has gradients on ${backend} as in PyTorch`, async ({ page }) => {
    await openHarness(page);
    const found = await page.evaluate(async (backend) => {
      const path: string = '/tests/browser/harness/coderBackends.ts';
      const { compare } = (await import(path)) as typeof import('../harness/coderBackends.ts');
      return compare(backend);
    }, backend);
    expect(found.backend).toBe(backend);
    expect(found.scores).toBeLessThan(1e-4);
    expect(found.loss).toBeLessThan(1e-5);
    expect(found.gradients).toBeLessThan(1e-5);
  });
}

test('writes greedily what the reference of the model library finds likeliest', async ({ page }) => {
  const harness = await openHarness(page);
  const reply = await harness.evaluate(async ({ startCoder, choiceOf }, question) => {
    const coder = startCoder();
    await coder.load(choiceOf('small'));
    return coder.complete(question);
  }, QUESTION);
  const reference = model.reference();
  const bytes: number[] = [];
  let scores = reference.append(tokensOf(PROMPT));
  for (let i = 0; i < 40; i++) {
    const token = scores.indexOf(Math.max(...scores));
    // A byte, as most are; the others would be marks.
    expect(token).toBeGreaterThan(END);
    bytes.push(token - 2);
    scores = reference.append([token]);
  }
  const text = new TextDecoder().decode(Uint8Array.from(bytes));
  expect(reply).toMatchObject({ ok: true, value: { text, finish: 'length', tokens: 40 } });
});

test('learns to answer, and WebLLM answers so with the weights it is handed', async ({ page }) => {
  const harness = await openHarness(page);
  const run = await harness.evaluate(
    async ({ startCoder, startLlm, choiceOf, GREEDY }, { question, answer }) => {
      const coder = startCoder();
      await coder.load(choiceOf('small'));
      const losses: number[] = [];
      const lesson = { prompt: { system: '', user: question }, reply: answer };
      const before = await coder.complete(question);
      const report = await coder.tune(
        [lesson, lesson],
        { steps: 30, learningRate: 0.003, seed: 1 },
        ({ loss }) => losses.push(loss),
        [lesson],
      );
      const after = await coder.complete(question);
      const published = await coder.publish();
      if (!published.ok) throw new Error(published.error.kind);
      const llm = startLlm();
      const replyOf = async (choice: typeof published.value) => {
        const loaded = await llm.load(choice);
        if (!loaded.ok) throw new Error(loaded.error.kind);
        return llm.complete(GREEDY, () => {}, { system: '', user: question });
      };
      return {
        before,
        losses,
        report,
        after,
        shipped: await replyOf(choiceOf('small')),
        tuned: await replyOf(published.value),
        model: published.value.id,
      };
    },
    { question: QUESTION, answer: ANSWER },
  );
  expect(run.report).toMatchObject({
    ok: true,
    value: { backend: { backend: 'wasm' }, taught: 2, skipped: 0, keptBack: { lessons: 1 } },
  });
  const { before = NaN, after = NaN } = (run.report.ok && run.report.value.keptBack) || {};
  // The same lesson was taught, so the loss on it is that of the first step, and below that of the last.
  expect(before).toBeCloseTo(run.losses[0] ?? NaN, 4);
  expect(after).toBeLessThan(run.losses.at(-1) ?? NaN);
  expect(run.losses).toHaveLength(30);
  expect(run.losses.at(-1)).toBeLessThan(0.1);
  const answered = { ok: true, value: { text: ANSWER, finish: 'stop' } };
  expect(run.before).not.toMatchObject(answered);
  expect(run.after).toMatchObject(answered);
  // The control: WebLLM writes what the untuned model writes, so the answer comes from the weights.
  expect(run.shipped).toMatchObject({ ok: true, value: { text: run.before.ok && run.before.value.text } });
  expect(run.tuned).toMatchObject(answered);
  expect(run.model).toMatch(/^small-tuned-[0-9a-f]{12}$/);
});

test('publishes beside what was published before, and can load what was published', async ({ page }) => {
  const harness = await openHarness(page);
  const { first, second, metadata, addresses, reply } = await harness.evaluate(
    async ({ startCoder, choiceOf }, { question, answer }) => {
      const coder = startCoder();
      await coder.load(choiceOf('small'));
      const lesson = { prompt: { system: '', user: question }, reply: answer };
      const learn = async (steps: number) => {
        await coder.tune([lesson], { steps, learningRate: 0.003, seed: 1 });
        const published = await coder.publish();
        if (!published.ok) throw new Error(published.error.kind);
        return published.value;
      };
      const first = await learn(1);
      const second = await learn(30);
      const list = await caches.match(`${second.modelUrl}/resolve/main/tensor-cache.json`);
      const keys = await Promise.all(
        ['webllm/model', 'webllm/config'].map(async (name) => (await caches.open(name)).keys()),
      );
      const another = startCoder();
      await another.load(second);
      return {
        first: first.modelUrl,
        second: second.modelUrl,
        metadata: ((await list?.json()) as { metadata: object }).metadata,
        addresses: keys.flat().map(({ url }) => url),
        reply: await another.complete(question),
      };
    },
    { question: QUESTION, answer: ANSWER },
  );
  expect(first).not.toBe(second);
  expect(metadata).toMatchObject({ tunedOn: 2 });
  expect(addresses.filter((url) => url.startsWith(`${first}/`))).toHaveLength(4);
  expect(addresses.filter((url) => url.startsWith(`${second}/`))).toHaveLength(4);
  expect(reply).toMatchObject({ ok: true, value: { text: ANSWER } });
});

test('is as before when tuning is stopped or diverges', async ({ page }) => {
  const harness = await openHarness(page);
  const { before, stopped, afterStop, diverged, afterAll } = await harness.evaluate(
    async ({ startCoder, choiceOf }, { question, answer }) => {
      const coder = startCoder();
      await coder.load(choiceOf('small'));
      const lesson = { prompt: { system: '', user: question }, reply: answer };
      const before = await coder.complete(question);
      const settings = { steps: 1000, learningRate: 0.003, seed: 1 };
      const stopped = await coder.tune([lesson], settings, ({ step }) => {
        if (step === 3) void coder.interrupt();
      });
      const afterStop = await coder.complete(question);
      const diverged = await coder.tune([lesson], { ...settings, learningRate: 1e30 });
      return { before, stopped, afterStop, diverged, afterAll: await coder.complete(question) };
    },
    { question: QUESTION, answer: ANSWER },
  );
  const text = before.ok && before.value.text;
  expect(stopped).toMatchObject({ ok: false, error: { kind: 'aborted' } });
  expect(diverged).toMatchObject({ ok: false, error: { kind: 'other' } });
  expect([afterStop, afterAll]).toMatchObject([{ value: { text } }, { value: { text } }]);
});

declare const fillStore: () => Promise<void>;

test('leaves nothing behind when the browser has no room to publish', async ({ page }) => {
  const harness = await openHarness(page);
  const storage = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await page.exposeFunction('fillStore', () =>
    storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 }),
  );
  const { before, after, published } = await harness.evaluate(async ({ startCoder, choiceOf }) => {
    const addresses = async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map(({ url }) => url);
    };
    const coder = startCoder();
    await coder.load(choiceOf('small'));
    const before = await addresses();
    await fillStore();
    const published = await coder.publish();
    return { before, after: await addresses(), published };
  });
  expect(published).toMatchObject({ ok: false, error: { kind: 'storage-full' } });
  expect(before).not.toEqual([]);
  expect(after).toEqual(before);
});
