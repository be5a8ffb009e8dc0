import { describe, expect, it } from 'vitest';
import type { CompletionOptions } from '../../search/ports.ts';
import { proposerContract } from '../../search/testing/proposerContract.ts';
import { ToldError } from '../../search/told/toldError.ts';
import { createProposer } from '../llm/proposer.ts';
import { plainArithmetic } from './arithmetic.ts';
import { Coder, type Surroundings } from './coder.ts';
import { lettersModel } from './testing/letters.ts';

const CHOICE = { id: 'letters', modelUrl: 'http://host/letters', libraryUrl: 'http://host/letters.wasm' };
const PROMPT = { system: '', user: 'abc' };
const OPTIONS: CompletionOptions = { temperature: 1, topP: 1, maxTokens: 40, seed: 3 };
const ignore = () => {};

const surroundings: Surroundings = {
  open: async () => lettersModel(),
  arithmetic: async () => plainArithmetic(),
  tuning: () => Promise.reject(new Error('not here')),
  publishing: () => Promise.reject(new Error('not here')),
};

async function loaded(change: Partial<Surroundings> = {}) {
  const coder = new Coder({ ...surroundings, ...change });
  expect(await coder.load(CHOICE, ignore)).toEqual({ ok: true, value: { model: 'letters' } });
  return coder;
}

proposerContract({ it, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () =>
  createProposer(await loaded(), { model: 'letters', style: 'terse', constrains: false }),
);

describe('a coder', () => {
  it('writes something else under another seed', async () => {
    const coder = await loaded();
    const [one, other] = await Promise.all(
      [1, 2].map(async (seed) => {
        const reply = await coder.complete(PROMPT, { ...OPTIONS, seed }, ignore);
        return reply.ok && reply.value.text;
      }),
    );
    expect(one).toMatch(/^[a-o]+$/);
    expect(other).not.toBe(one);
  });

  it('ends before a stop word', async () => {
    const coder = await loaded();
    const whole = await coder.complete(PROMPT, OPTIONS, ignore);
    if (!whole.ok) throw new ToldError(whole.error.message);
    const stop = whole.value.text.slice(2, 4);
    const cut = await coder.complete(PROMPT, { ...OPTIONS, stop: [stop] }, ignore);
    expect(stop).toHaveLength(2);
    expect(cut).toMatchObject({
      ok: true,
      value: { text: whole.value.text.split(stop)[0], finish: 'stop' },
    });
  });

  it('fills its context and no more', async () => {
    const coder = await loaded({
      open: async () => {
        const model = lettersModel();
        return { ...model, conversation: { ...model.conversation, stop_token_ids: [99] } };
      },
    });
    const prompt = { system: '', user: 'b'.repeat(120) };
    const reply = await coder.complete(prompt, { ...OPTIONS, temperature: 0, topP: 0.5 }, ignore);
    // 120 letters, the head of the reply, and 7 places; the last token needs none.
    expect(reply).toMatchObject({ ok: true, value: { finish: 'length', tokens: 7 } });
  });

  it('refuses a prompt that fills its context', async () => {
    const coder = await loaded();
    const reply = await coder.complete({ system: '', user: 'b'.repeat(127) }, OPTIONS, ignore);
    expect(reply).toMatchObject({
      ok: false,
      error: {
        kind: 'prompt-too-long',
        message: { kind: 'prompt-beyond-context', tokens: 128, context: 128 },
      },
    });
  });

  it('says that nothing is loaded', async () => {
    const coder = new Coder(surroundings);
    expect(await coder.complete(PROMPT, OPTIONS, ignore)).toMatchObject({ error: { kind: 'not-loaded' } });
    const unloaded = await loaded();
    await unloaded.unload();
    expect(await unloaded.complete(PROMPT, OPTIONS, ignore)).toMatchObject({ error: { kind: 'not-loaded' } });
  });

  it('gives a load up when another begins', async () => {
    const coder = new Coder({
      ...surroundings,
      open: (choice, _, signal) =>
        choice.id === 'slow'
          ? new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
          : surroundings.open(choice, ignore, signal),
    });
    const slow = coder.load({ ...CHOICE, id: 'slow' }, ignore);
    await Promise.resolve();
    const quick = coder.load(CHOICE, ignore);
    expect(await slow).toMatchObject({ ok: false, error: { kind: 'aborted' } });
    expect(await quick).toMatchObject({ ok: true });
    expect(await coder.complete(PROMPT, OPTIONS, ignore)).toMatchObject({ ok: true });
  });

  it('puts a damaged file into words', async () => {
    const coder = new Coder({ ...surroundings, open: () => Promise.reject(new SyntaxError('no list')) });
    expect(await coder.load(CHOICE, ignore)).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
  });

  it('learns nothing from lessons that are all too long', async () => {
    const coder = await loaded();
    const lesson = { prompt: { system: '', user: 'b'.repeat(100) }, reply: 'c'.repeat(27) };
    const settings = { steps: 1, learningRate: 0, seed: 1 };
    expect(await coder.tune({ taught: [lesson], keptBack: [] }, settings, ignore)).toMatchObject({
      ok: false,
      error: { kind: 'prompt-too-long' },
    });
  });
});
