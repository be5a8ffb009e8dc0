import type { Completion, CompletionOptions } from '../../search/ports.ts';
import { Rng } from '../../search/random/rng.ts';
import { attentive } from '../heard.ts';
import { ReplyText } from '../llm/replyText.ts';
import { nextTask } from '../nextTask.ts';
import type { Decoder } from './decoder.ts';
import { sampleToken } from './sample.ts';
import type { Tokenizer } from './tokenizer.ts';

interface Request {
  /** The prompt's tokens, at least one. */
  readonly prompt: readonly number[];
  /** Tokens that end the reply. */
  readonly ends: readonly number[];
  readonly options: CompletionOptions;
  readonly onText: (piece: string) => unknown;
}

/** How long it writes before it hears other threads, in milliseconds. */
const TURN_MS = 8;

/** Continues a prompt, which must leave room in the context. When `signal` fires it settles with what there is. */
export async function generate(
  decoder: Decoder,
  tokenizer: Tokenizer,
  { prompt, ends, options, onText }: Request,
  context: number,
  signal: AbortSignal,
): Promise<Completion> {
  const start = performance.now();
  const rng = new Rng(options.seed);
  const reply = new ReplyText(options.stop ?? []);
  const room = Math.min(options.maxTokens, context - prompt.length);
  const listener = attentive(onText);
  const tell = (piece: string) => {
    if (piece) listener.tell(piece);
  };
  let tokens = 0;
  let finish: Completion['finish'] = 'length';
  let turn = start;
  decoder.restart();
  let logits = decoder.append(prompt);
  while (tokens < room) {
    if (performance.now() - turn > TURN_MS) {
      await nextTask();
      turn = performance.now();
    }
    if (signal.aborted) {
      finish = 'abort';
      break;
    }
    const token = sampleToken(logits, options, rng);
    tokens += 1;
    if (!ends.includes(token)) tell(reply.push(tokenizer.bytes(token)));
    if (ends.includes(token) || reply.stopped) {
      finish = 'stop';
      break;
    }
    if (tokens < room) logits = decoder.append([token]);
  }
  tell(reply.finish());
  await listener.heard();
  return { text: reply.text, finish, tokens, ms: performance.now() - start };
}
