import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type JSHandle, type Page, test } from '@playwright/test';
import { hold } from '../harness/llm-page.ts';
import { END, openHarness, RandomModel, SMALL, tokensOf } from '../harness/llmLibraryModels.ts';
import { draw, probabilities, type Sampling, uniforms } from '../harness/llmSampling.ts';

type Harness = typeof import('../harness/llmLibrary.ts');
type Engine = Awaited<ReturnType<Harness['createEngine']>>;

const model = new RandomModel('random', 1);
const LARGER = { vocabulary: 516, width: 96, hidden: 160, layers: 3 };
const others = [new RandomModel('random-2', 2), new RandomModel('random-larger', 3, LARGER, 256)];

/** A library takes no more of a prompt at once. */
const CHUNK = 256;

test.describe('The model library', () => {
  // One page with one engine for all that leave it as it was: loading takes longer than most of these tests.
  let context: BrowserContext;
  let page: Page;
  let harness: JSHandle<Harness>;
  let engine: JSHandle<Engine>;
  const complaints: string[] = [];

  test.beforeAll(async ({ browser }) => {
    context = await browser.newContext({ baseURL: test.info().project.use.baseURL ?? '' });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    for (const served of [model, ...others]) await served.serve(page);
    harness = await openHarness(page);
    engine = await harness.evaluateHandle(async ({ createEngine }) => {
      const created = await createEngine('random', 'random-2', 'random-larger');
      await created.engine.reload('random');
      return created;
    });
  });
  test.afterAll(() => context.close());
  test.afterEach(() => expect(complaints.splice(0)).toEqual([]));

  /** A completion of a raw prompt, with these tokens in the place of the first drawn ones. */
  const complete = (request: Parameters<Engine['complete']>[0], forced: readonly number[] = []) =>
    engine.evaluate(({ complete }, [request, forced]) => complete(request, forced), [
      request,
      forced,
    ] as const);

  // Around the chunk, and with a rest of one token, which goes another way than several.
  for (const length of [1, 2, 3, 6, CHUNK, CHUNK + 1, CHUNK + 2, 2 * CHUNK + 7]) {
    test(`scores what follows a prompt of ${length} tokens, and five more, as the reference does`, async () => {
      const prompt = textOf(length);
      const forced = tokensOf('const');
      const { logits } = await complete({ prompt, max_tokens: forced.length + 1 }, forced);
      const reference = model.reference();
      expectNear(logits[0], reference.append(tokensOf(prompt)));
      forced.forEach((token, i) => expectNear(logits[i + 1], reference.append([token])));
    });
  }

  test('scores a second round on the cache of the first as it scores all of it afresh', async () => {
    const reply = 'Ask me.';
    const [first, second] = ['What?', textOf(300)];
    const { again, prompted } = await engine.evaluate(
      async ({ chat }, { first, second, reply, forced }) => {
        const opening = { role: 'user', content: first } as const;
        await chat({ messages: [opening], ignore_eos: false }, forced);
        const messages = [
          opening,
          { role: 'assistant', content: reply },
          { role: 'user', content: second },
        ] as const;
        const again = await chat({ messages: [...messages], max_tokens: 4, temperature: 0 });
        return { again, prompted: again.reply.usage?.prompt_tokens };
      },
      { first, second, reply, forced: [...tokensOf(reply), END] },
    );
    const added = `Q:${second}\nA:`;
    expect(prompted).toBe(added.length);
    const whole = `Q:${first}\nA:${reply}${added}`;
    const fresh = await complete({ prompt: whole, max_tokens: 4, temperature: 0 });
    expect(again.tokens).toEqual(fresh.tokens);
    again.logits.forEach((scores, i) => expectNear(scores, fresh.logits[i] ?? []));
    expectNear(again.logits[0], model.reference().append(tokensOf(whole)));
  });

  const SAMPLINGS: Record<string, Sampling> = {
    greedily: { temperature: 0, topP: 1 },
    'from all tokens': { temperature: 1, topP: 1 },
    'at a low temperature': { temperature: 0.5, topP: 1 },
    'from the nucleus': { temperature: 1.3, topP: 0.6 },
    'with a bias': { temperature: 1, topP: 1, bias: { 5: 7, 40: 6, 259: -100, 77: -3 } },
    'with presence and frequency penalties': { temperature: 0.4, topP: 1, presence: 1.5, frequency: 0.7 },
    'with a negative frequency penalty': { temperature: 0.7, topP: 0.9, frequency: -1 },
    'with a repetition penalty': { temperature: 0.4, topP: 0.95, repetition: 1.8 },
    'with all of them': {
      temperature: 0.6,
      topP: 0.8,
      bias: { 9: 6 },
      presence: 0.4,
      frequency: 0.6,
      repetition: 1.3,
    },
  };
  for (const [how, sampling] of Object.entries(SAMPLINGS)) {
    test(`draws ${how} what the reference draws`, async () => {
      const request = {
        prompt: 'let x',
        max_tokens: 40,
        logprobs: true,
        top_logprobs: 5,
        ...named(sampling),
      };
      const { reply, logits, tokens } = await complete({ ...request, seed: 4711 });
      expect(tokens).toHaveLength(40);
      const uniform = uniforms(4711);
      const said = new Map<number, number>();
      const listed = reply.choices[0]?.logprobs?.content ?? [];
      tokens.forEach((token, i) => {
        const shares = probabilities(logits[i] ?? [], sampling, said);
        expect(token).toBe(draw(shares, sampling.topP, uniform()));
        const best = shares.toSorted((a, b) => b - a).slice(0, 5);
        listed[i]?.top_logprobs.forEach(({ logprob }, rank) =>
          expect(Math.exp(logprob)).toBeCloseTo(best[rank] ?? NaN, 4),
        );
        said.set(token, (said.get(token) ?? 0) + 1);
      });
    });
  }

  test('draws the same under one seed and other tokens under another', async () => {
    const request = { prompt: 'seed', max_tokens: 30, temperature: 1 };
    const once = await complete({ ...request, seed: 20_001 });
    const other = await complete({ ...request, seed: 20_002 });
    const again = await complete({ ...request, seed: 20_001 });
    expect(again.tokens).toEqual(once.tokens);
    expect(other.tokens).not.toEqual(once.tokens);
  });

  test('says only what a grammar allows, with the scores of the rest as they were', async () => {
    const response_format = { type: 'grammar', grammar: 'root ::= ("yes" | "no") (" " root)?' } as const;
    const { logits, tokens, reply } = await engine.evaluate(
      ({ chat }, response_format) =>
        chat({
          messages: [{ role: 'user', content: 'Really?' }],
          response_format,
          max_tokens: 25,
          temperature: 1,
          ignore_eos: false,
        }),
      response_format,
    );
    const text = reply.choices[0]?.message.content ?? '';
    expect(text).toMatch(/^((yes|no) )*(y|ye|yes|n|no)?$/);
    const reference = model.reference();
    let expected = reference.append(tokensOf('Q:Really?\nA:'));
    const [y, n] = [tokensOf('y')[0] ?? 0, tokensOf('n')[0] ?? 0];
    const open = (logits[0] ?? []).flatMap((score, token) => (score > -1e30 ? [token] : []));
    expect(open).toEqual([n, y]);
    logits.forEach((scores, i) => {
      const allowed = scores.flatMap((score, token) => (score > -1e30 ? [token] : []));
      expect(allowed).toContain(tokens[i]);
      for (const token of allowed) expect(scores[token]).toBeCloseTo(expected[token] ?? NaN, 3);
      expected = reference.append([tokens[i] ?? 0]);
    });
  });

  test('streams token by token what it says at once', async () => {
    // Of ASCII alone, since the halves of other characters are held back.
    const logit_bias = Object.fromEntries(range(2 + 128, SMALL.vocabulary).map((token) => [token, -100]));
    const request = { prompt: 'stream', max_tokens: 20, temperature: 0, logit_bias };
    const whole = await complete(request);
    const { pieces, usage } = await engine.evaluate(async ({ stream }, request) => {
      const pieces: string[] = [];
      let usage: number | undefined;
      for await (const chunk of await stream(request)) {
        const piece = chunk.choices[0]?.text;
        if (piece) pieces.push(piece);
        usage = chunk.usage?.completion_tokens ?? usage;
      }
      return { pieces, usage };
    }, request);
    expect(pieces.join('')).toBe(whole.reply.choices[0]?.text);
    expect(pieces.length).toBeGreaterThan(10);
    expect(usage).toBe(20);
  });

  test('ends within one token of an interrupt, and answers the next request as ever', async () => {
    const request = { prompt: 'interrupt', max_tokens: 200, temperature: 0 };
    const { before, after, finish } = await engine.evaluate(async ({ engine, recorder, stream }, request) => {
      recorder.tokens = [];
      let before = 0;
      let finish: string | null | undefined;
      for await (const { choices } of await stream(request)) {
        finish = choices[0]?.finish_reason ?? finish;
        if (before || recorder.tokens.length < 3) continue;
        before = recorder.tokens.length;
        void engine.interruptGenerate();
      }
      return { before, after: recorder.tokens.length, finish };
    }, request);
    expect(finish).toBe('abort');
    expect(after - before).toBeLessThanOrEqual(1);
    const next = await complete({ ...request, max_tokens: 2 });
    expectNear(next.logits[0], model.reference().append(tokensOf('interrupt')));
  });

  test('answers two requests made at once, one after the other', async () => {
    const prompts = ['one', 'two'];
    const single: (string | undefined)[] = [];
    for (const prompt of prompts) {
      const { reply } = await complete({ prompt, max_tokens: 12, temperature: 0 });
      single.push(reply.choices[0]?.text);
    }
    const both = await engine.evaluate(
      ({ engine }, prompts) =>
        Promise.all(
          prompts.map(async (prompt) => {
            const request = { prompt, max_tokens: 12, temperature: 0, ignore_eos: true };
            return (await engine.completions.create(request)).choices[0]?.text;
          }),
        ),
      prompts,
    );
    expect(both).toEqual(single);
    expect(both[0]).not.toBe(both[1]);
  });

  test('ends a reply where the context ends, and refuses a prompt beyond it', async () => {
    const { context: room } = model.config;
    const { reply, tokens } = await complete({ prompt: textOf(room - 3), max_tokens: 50 });
    expect(reply.choices[0]?.finish_reason).toBe('length');
    // The last token needs no room: nothing comes after it.
    expect(tokens).toHaveLength(4);
    await expect(complete({ prompt: textOf(room + 1), max_tokens: 1 })).rejects.toThrow(
      /ContextWindowSizeExceeded/,
    );
    await complete({ prompt: 'short', max_tokens: 1 });
  });

  test('asks the GPU for five steps a layer and five around them a token, and for no memory', async () => {
    const counted = async (tokens: number) => {
      const request = { prompt: 'count', max_tokens: tokens, temperature: 0, ignore_eos: true };
      return engine.evaluate(
        async ({ engine }, { countGpuCalls, request }) =>
          (countGpuCalls as Harness['countGpuCalls'])(() => engine.completions.create(request)),
        { countGpuCalls: await harness.evaluateHandle(({ countGpuCalls }) => countGpuCalls), request },
      );
    };
    await counted(30);
    const [few, many] = [await counted(10), await counted(30)];
    expect(many.dispatches - few.dispatches).toBe(20 * (5 * model.config.layers + 5));
    expect(many.buffers).toBe(0);
  });

  test('says something else with other weights, of other sizes too', async () => {
    const request = { prompt: 'control', max_tokens: 12, temperature: 0 };
    const texts: (string | undefined)[] = [];
    for (const loaded of [...others, model]) {
      await engine.evaluate(({ engine }, name) => engine.reload(name), loaded.name);
      const { reply, logits } = await complete(request);
      expectNear(logits[0], loaded.reference().append(tokensOf('control')));
      texts.push(reply.choices[0]?.text);
    }
    expect(new Set(texts).size).toBe(3);
  });

  test('gives up a load while the weights are on their way, and loads again', async () => {
    const fresh = new RandomModel('random-held', 4);
    await fresh.serve(page);
    const held = await hold(page, '**/random-held/**/params_shard_0.bin');
    const run = await harness.evaluateHandle(async ({ createEngine }) => {
      const created = await createEngine('random-held');
      const settled = created.engine.reload('random-held').then(String, String);
      return { created, settled: { promise: settled } };
    });
    await held.asked;
    await run.evaluate(async ({ created, settled }) => {
      await created.engine.unload();
      await settled.promise;
    });
    held.release();
    const { logits } = await run.evaluate(async ({ created }) => {
      await created.engine.reload('random-held');
      const result = await created.complete({ prompt: 'held', max_tokens: 1 });
      await created.engine.unload();
      return result;
    });
    expectNear(logits[0], fresh.reference().append(tokensOf('held')));
  });

  test('says what is wrong with weights that it cannot run', async () => {
    const odd = new RandomModel('random-odd', 5, { ...SMALL, hidden: 98 });
    await odd.serve(page);
    const loading = harness.evaluate(async ({ createEngine }) => {
      const { engine } = await createEngine('random-odd');
      await engine.reload('random-odd');
    });
    await expect(loading).rejects.toThrow('must be multiples of 4');
  });
});

test('is what its sources build to', () => {
  const version = () => {
    try {
      return execFileSync('clang', ['--version'], { encoding: 'utf8' });
    } catch {
      return '';
    }
  };
  test.skip(!version().includes('clang version 14.'), 'clang 14 is not here to build the library with');
  const built = test.info().outputPath('nas-coder.wasm');
  execFileSync('node', ['src/workers/llm/library/build.mjs', built]);
  expect(readFileSync(built).equals(readFileSync('public/models/nas-coder/nas-coder.wasm'))).toBe(true);
});

const range = (start: number, end: number) => Array.from({ length: end - start }, (_, i) => start + i);

/** Text of so many bytes, not the same over and over. */
const textOf = (length: number) =>
  Array.from({ length }, (_, i) => 'abcdefghijklmnopqrstuvwxyz (){}=.'[(i * i + (i >> 3)) % 33]).join('');

function expectNear(actual: readonly number[] | undefined, expected: ArrayLike<number>) {
  expect(actual).toHaveLength(expected.length);
  const farthest = Array.from(expected).reduce(
    (most, x, i) => Math.max(most, Math.abs(x - (actual?.[i] ?? NaN))),
    0,
  );
  expect(farthest).toBeLessThan(1e-3);
}

/** Options by the names that requests give them. */
const named = ({ temperature, topP, bias, presence, frequency, repetition }: Sampling) => ({
  temperature,
  top_p: topP,
  ...(bias && { logit_bias: bias }),
  ...(presence !== undefined && { presence_penalty: presence }),
  ...(frequency !== undefined && { frequency_penalty: frequency }),
  ...(repetition !== undefined && { repetition_penalty: repetition }),
});
