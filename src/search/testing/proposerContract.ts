import type { Completion, CompletionOptions, Proposer } from '../ports.ts';
import type { Runner } from './runner.ts';

const PROMPT = { system: 'You write networks.', user: 'Write one.' };
const OPTIONS: CompletionOptions = { temperature: 1, topP: 1, maxTokens: 400, seed: 7 };

type Writer = Pick<Proposer, 'complete'>;

/** What every proposer promises of its writing. `make` gives one whose replies to any prompt take several pieces. */
export function proposerContract({ it, equal }: Runner, make: () => Promise<Writer>) {
  it('streams the reply in pieces that together are its text', async () => {
    const { completion, pieces } = await ask(await make());
    equal(pieces.join(''), completion.text);
    equal(pieces.length > 1, true);
    equal(completion.finish, 'stop');
    equal(completion.tokens >= pieces.length, true);
  });

  it('writes the same again under the same seed', async () => {
    const proposer = await make();
    equal((await ask(proposer)).completion.text, (await ask(proposer)).completion.text);
  });

  it('ends with `length` when it may write no more', async () => {
    const { completion } = await ask(await make(), { maxTokens: 2 });
    equal([completion.finish, completion.tokens], ['length', 2]);
  });

  it('answers requests made at once, each in full', async () => {
    const proposer = await make();
    const alone = await ask(proposer);
    const [first, second] = await Promise.all([ask(proposer), ask(proposer)]);
    equal([first.completion.text, second.completion.text], [alone.completion.text, alone.completion.text]);
    equal([first.pieces.join(''), second.pieces.join('')], [alone.completion.text, alone.completion.text]);
  });

  it('rejects with the abort reason, before a word, when the signal has fired', async () => {
    const pieces: string[] = [];
    const reason = new Error('stopped early');
    const reply = (await make()).complete(
      PROMPT,
      OPTIONS,
      (piece) => pieces.push(piece),
      AbortSignal.abort(reason),
    );
    equal(await reply.catch((error: unknown) => error), reason);
    equal(pieces, []);
  });

  it('rejects with the abort reason in mid-reply, and answers the next request', async () => {
    const proposer = await make();
    const whole = await ask(proposer);
    const abort = new AbortController();
    const reason = new Error('stopped');
    const pieces: string[] = [];
    const cut = proposer.complete(
      PROMPT,
      OPTIONS,
      (piece) => {
        pieces.push(piece);
        abort.abort(reason);
      },
      abort.signal,
    );
    equal(await cut.catch((error: unknown) => error), reason);
    equal((await ask(proposer)).completion.text, whole.completion.text);
    equal(pieces.length, 1);
  });

  it('drops a waiting request without harm to the one before it', async () => {
    const proposer = await make();
    const alone = await ask(proposer);
    const abort = new AbortController();
    const reason = new Error('not wanted any more');
    const first = ask(proposer);
    const second = proposer.complete(PROMPT, OPTIONS, () => {}, abort.signal);
    abort.abort(reason);
    equal(await second.catch((error: unknown) => error), reason);
    equal((await first).completion.text, alone.completion.text);
  });
}

async function ask(proposer: Writer, options: Partial<CompletionOptions> = {}) {
  const pieces: string[] = [];
  const onText = (piece: string) => void pieces.push(piece);
  const { signal } = new AbortController();
  const completion: Completion = await proposer.complete(PROMPT, { ...OPTIONS, ...options }, onText, signal);
  return { completion, pieces };
}
