import { afterEach, describe, expect, it, vi } from 'vitest';
import { proposerContract } from '../../search/testing/proposerContract.ts';
import type { LoadProgress } from '../api.ts';
import { type PromptApi, BrowserModel, browserModelIs, openBrowserModel } from './browserModel.ts';
import { createProposer } from './proposer.ts';

const OPTIONS = { temperature: 0.7, topP: 1, maxTokens: 100, seed: 1 };
const PROMPT = { system: 'You write.', user: 'Write.' };
const never = new AbortController().signal;

/** The Prompt API over a fixed reply: one word a turn of the event loop, no word more once the signal has fired. */
class FakeLanguageModel implements PromptApi {
  readonly created: Record<string, unknown>[] = [];
  open = 0;
  reply = 'one two three four five'.split(' ');
  is: Awaited<ReturnType<PromptApi['availability']>> = 'available';
  refusal: Error | undefined;
  readonly inputs: unknown[] = [];

  async availability() {
    return this.is;
  }

  async create(options: Parameters<PromptApi['create']>[0]) {
    if (this.refusal) throw this.refusal;
    this.created.push({ ...options });
    if (options.monitor) {
      const target = new EventTarget();
      options.monitor(target);
      for (const loaded of [0, 0.5, 1])
        target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
    }
    return this.#session();
  }

  #session(): Awaited<ReturnType<PromptApi['create']>> {
    this.open++;
    return {
      clone: async () => this.#session(),
      destroy: () => this.open--,
      promptStreaming: (input, { signal }) => {
        this.inputs.push(input);
        const words = [...this.reply];
        return new ReadableStream<string>({
          pull: async (controller) => {
            await new Promise((resolve) => setTimeout(resolve));
            const word = words.shift();
            if (signal.aborted) controller.error(signal.reason);
            else if (word === undefined) controller.close();
            else controller.enqueue(word);
          },
        });
      },
    };
  }
}

const named = (name: string) => Object.assign(new Error('no'), { name });
afterEach(() => vi.unstubAllGlobals());

describe('the browser’s own model', () => {
  proposerContract({ it, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () =>
    createProposer(new BrowserModel(new FakeLanguageModel()), {
      model: 'browser',
      style: 'chat',
      constrains: false,
    }),
  );

  it('is absent where the browser has none, or says that it is unavailable', async () => {
    expect(await browserModelIs()).toBe('absent');
    const fake = new FakeLanguageModel();
    vi.stubGlobal('LanguageModel', fake);
    const states: string[] = [];
    for (const is of ['unavailable', 'downloadable', 'downloading', 'available'] as const) {
      fake.is = is;
      states.push(await browserModelIs());
    }
    expect(states).toEqual(['absent', 'downloadable', 'downloadable', 'ready']);
  });

  it('tells how far its download is', async () => {
    vi.stubGlobal('LanguageModel', new FakeLanguageModel());
    const said: LoadProgress[] = [];
    const opened = await openBrowserModel((progress) => said.push(progress), never);
    expect(opened.ok).toBe(true);
    expect(said.at(1)).toEqual({ fraction: 0.5, stage: { kind: 'browser-downloads' } });
  });

  it.each([
    ['NotAllowedError', 'other', 'browser-model-refused'],
    ['NetworkError', 'no-network', 'browser-model-undownloaded'],
    ['OperationError', 'device-lost', 'browser-model-lost'],
    ['TypeError', 'other', 'browser-model-failed'],
  ] as const)('tells a %s apart', async (name, kind, told) => {
    const fake = new FakeLanguageModel();
    fake.refusal = named(name);
    vi.stubGlobal('LanguageModel', fake);
    const opened = await openBrowserModel(() => {}, never);
    expect(opened).toMatchObject({ ok: false, error: { kind, message: { kind: told } } });
  });

  it('knows a prompt that is too long from a full disk', async () => {
    const fake = new FakeLanguageModel();
    fake.refusal = named('QuotaExceededError');
    const reply = await new BrowserModel(fake).complete(PROMPT, OPTIONS, () => {});
    expect(reply).toMatchObject({ ok: false, error: { kind: 'prompt-too-long' } });
  });

  it('ends before a stop text', async () => {
    const fake = new FakeLanguageModel();
    const pieces: string[] = [];
    const reply = await new BrowserModel(fake).complete(PROMPT, { ...OPTIONS, stop: ['three'] }, (piece) =>
      pieces.push(piece),
    );
    expect(reply).toMatchObject({ ok: true, value: { text: 'onetwo', finish: 'stop' } });
    expect(pieces.join('')).toBe('onetwo');
  });

  it('tells nothing of a stop text that comes in two pieces', async () => {
    const pieces: string[] = [];
    const options = { ...OPTIONS, stop: ['wothr'] };
    const reply = await new BrowserModel(new FakeLanguageModel()).complete(PROMPT, options, (piece) =>
      pieces.push(piece),
    );
    expect(reply).toMatchObject({ ok: true, value: { text: 'onet', finish: 'stop' } });
    expect(pieces.join('')).toBe('onet');
  });

  it('is told the turns of a conversation, each as whose it is', async () => {
    const fake = new FakeLanguageModel();
    const model = new BrowserModel(fake);
    const earlier = [{ user: 'Begin.', reply: 'one' }];
    await model.complete({ ...PROMPT, earlier }, OPTIONS, () => {});
    await model.complete(PROMPT, OPTIONS, () => {});
    expect(fake.inputs).toEqual([
      [
        { role: 'user', content: 'Begin.' },
        { role: 'assistant', content: 'one' },
        { role: 'user', content: 'Write.' },
      ],
      'Write.',
    ]);
  });

  it('keeps one session with the system prompt and destroys every other', async () => {
    const fake = new FakeLanguageModel();
    const model = new BrowserModel(fake);
    for (let i = 0; i < 3; i++) await model.complete(PROMPT, OPTIONS, () => {});
    expect(fake.created).toHaveLength(1);
    expect(fake.created[0]).toMatchObject({
      samplingMode: 'balanced',
      initialPrompts: [{ role: 'system', content: 'You write.' }],
    });
    expect(fake.open).toBe(1);
    await model.complete(PROMPT, { ...OPTIONS, temperature: 0 }, () => {});
    expect(fake.created.at(-1)).toMatchObject({ samplingMode: 'most-predictable' });
    await model.unload();
    expect(fake.open).toBe(0);
  });
});
