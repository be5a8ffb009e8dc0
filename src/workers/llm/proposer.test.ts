import { expect, it } from 'vitest';
import { type Completion, type CompletionOptions, ProposerUnavailable } from '../../search/ports.ts';
import { err, ok } from '../../search/result.ts';
import { proposerContract } from '../../search/testing/proposerContract.ts';
import type { TextWriter } from '../api.ts';
import { createProposer } from './proposer.ts';

const PROMPT = { system: '', user: '' };
const OPTIONS: CompletionOptions = { temperature: 0, topP: 1, maxTokens: 100, seed: 1 };
const TRAITS = { model: 'words', style: 'chat', constrains: true } as const;
const never = new AbortController().signal;

/** Keeps a writer's promises: one word a turn of the event loop, requests in turn, interrupts for the one under way. */
class Words implements TextWriter {
  requests = 0;
  #interrupted = false;
  #turn: Promise<unknown> = Promise.resolve();

  complete(_prompt: object, { maxTokens, seed }: CompletionOptions, onText: (piece: string) => void) {
    this.requests++;
    const reply = this.#turn.then(() =>
      this.#write(maxTokens, `one two three ${seed} five`.split(' '), onText),
    );
    this.#turn = reply;
    return reply.then((completion) => ok(completion));
  }

  async interrupt() {
    this.#interrupted = true;
  }

  async #write(
    maxTokens: number,
    words: readonly string[],
    onText: (piece: string) => void,
  ): Promise<Completion> {
    this.#interrupted = false;
    let text = '';
    for (const [tokens, word] of words.entries()) {
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#interrupted) return { text, finish: 'abort', tokens, ms: 1 };
      if (tokens === maxTokens) return { text, finish: 'length', tokens, ms: 1 };
      text += word;
      onText(word);
    }
    return { text, finish: 'stop', tokens: words.length, ms: 1 };
  }
}

proposerContract({ it, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () =>
  createProposer(new Words(), TRAITS),
);

it('is unavailable with the fault in its own words', async () => {
  const api = {
    complete: async () => err({ kind: 'device-lost', message: 'The GPU is gone.' } as const),
    interrupt: async () => {},
  };
  const reply = createProposer(api, TRAITS).complete(PROMPT, OPTIONS, () => {}, never);
  await expect(reply).rejects.toThrow(new ProposerUnavailable('The GPU is gone.'));
  await expect(reply).rejects.toBeInstanceOf(ProposerUnavailable);
});

it('never hands the worker a request that was dropped while it waited', async () => {
  const words = new Words();
  const proposer = createProposer(words, TRAITS);
  const abort = new AbortController();
  const first = proposer.complete(PROMPT, OPTIONS, () => {}, never);
  const second = proposer.complete(PROMPT, OPTIONS, () => {}, abort.signal);
  abort.abort();
  await expect(second).rejects.toBe(abort.signal.reason);
  await expect(first).resolves.toMatchObject({ finish: 'stop' });
  await proposer.complete(PROMPT, OPTIONS, () => {}, never);
  expect(words.requests).toBe(2);
});
