import type { Completion, CompletionOptions, Prompt } from '../../search/ports.ts';
import { attentive } from '../heard.ts';
import type { MLCEngine } from './package.ts';

interface Request {
  readonly model: string;
  readonly prompt: Prompt;
  readonly options: CompletionOptions;
  readonly onText: (piece: string) => void;
}

/** These reason at length before they answer unless told not to, and would spend all their tokens on it. */
const REASONS = /^Qwen3/;

/**
 * The package's generator (seed · 48271 mod 2³¹ - 1) begins near nought for small seeds, which would make their first
 * token the greedy one. This is the finaliser of MurmurHash3 (Appleby 2011).
 */
function spread(seed: number): number {
  let bits = seed;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Streams one reply. When `signal` fires, it ends within a token or two and settles with what there is. */
export async function complete(
  engine: MLCEngine,
  { model, prompt, options, onText }: Request,
  signal: AbortSignal,
): Promise<Completion> {
  if (signal.aborted) return { text: '', finish: 'abort', tokens: 0, ms: 0 };
  const start = performance.now();
  const chunks = await engine.chat.completions.create({
    messages: [
      // Models that were trained without one must not be given an empty one.
      ...(prompt.system === '' ? [] : [{ role: 'system' as const, content: prompt.system }]),
      ...(prompt.earlier ?? []).flatMap(({ user, reply }) => [
        { role: 'user' as const, content: user },
        { role: 'assistant' as const, content: reply },
      ]),
      { role: 'user', content: prompt.user },
    ],
    stream: true,
    stream_options: { include_usage: true },
    temperature: options.temperature,
    top_p: options.topP,
    max_tokens: options.maxTokens,
    seed: spread(options.seed),
    ...(options.stop && { stop: [...options.stop] }),
    ...(options.grammar !== undefined && {
      response_format: { type: 'grammar', grammar: options.grammar },
    }),
    ...(REASONS.test(model) && { extra_body: { enable_thinking: false } }),
  });

  let text = '';
  let tokens = 0;
  let finish: Completion['finish'] = 'stop';
  const { tell, heard } = attentive(onText);
  for await (const { choices, usage } of chunks) {
    // Said again with every token, since the engine forgets an interrupt that came before its first.
    if (signal.aborted) await engine.interruptGenerate();
    const [choice] = choices;
    const piece = choice?.delta.content;
    if (piece) {
      text += piece;
      tell(piece);
    }
    const reason = choice?.finish_reason;
    if (reason === 'length' || reason === 'abort') finish = reason;
    tokens = usage?.completion_tokens ?? tokens;
  }
  await heard();
  return { text, finish, tokens, ms: performance.now() - start };
}
