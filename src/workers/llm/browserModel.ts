/**
 * The language model that some browsers bring along, as a `TextWriter`. It runs on the page, since the Prompt API is not
 * exposed to workers (Web Machine Learning Community Group, draft of 2026; https://webmachinelearning.github.io/prompt-api).
 *
 * The API takes no seed, no top-p and no grammar, and a temperature only as one of five words; tokens are counted as the
 * pieces that come.
 */
import type { Completion, CompletionOptions, Prompt } from '../../search/ports.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type { LlmFault, LoadProgress, TextWriter } from '../api.ts';
import { attentive } from '../heard.ts';
import { LoadAborted, toFault } from './faults.ts';
import { ReplyText } from './replyText.ts';

/** What of the Prompt API is used here. */
export interface PromptApi {
  availability(options: object): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
  create(options: PromptOptions): Promise<PromptSession>;
}

interface PromptOptions {
  readonly samplingMode?: string;
  readonly initialPrompts?: readonly Message[];
  readonly monitor?: (monitor: EventTarget) => void;
  readonly signal?: AbortSignal;
}

interface Message {
  readonly role: string;
  readonly content: string;
}

interface PromptSession {
  /** @param input a text of the user's, or the turns of a conversation, the user's last */
  promptStreaming(
    input: string | readonly Message[],
    options: { readonly signal: AbortSignal },
  ): ReadableStream<string>;
  clone(): Promise<PromptSession>;
  destroy(): void;
}

const LANGUAGES = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

const promptApi = (): PromptApi | undefined =>
  (globalThis as unknown as { readonly LanguageModel?: PromptApi }).LanguageModel;

/** Whether this browser has a model, and whether it must be downloaded first. */
export async function browserModelIs(): Promise<'absent' | 'downloadable' | 'ready'> {
  const availability = await promptApi()
    ?.availability(LANGUAGES)
    .catch(() => 'unavailable' as const);
  if (availability === undefined || availability === 'unavailable') return 'absent';
  return availability === 'available' ? 'ready' : 'downloadable';
}

/**
 * Starts the browser's model. A download can only begin in answer to a press of the user's.
 * @param signal ends the wait; the browser may go on with its download
 */
export async function openBrowserModel(
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Result<BrowserModel, LlmFault>> {
  const api = promptApi();
  if (!api) return err({ kind: 'other', message: { kind: 'browser-model-absent' } });
  const monitor = (target: EventTarget) =>
    target.addEventListener('downloadprogress', (event) => {
      const { loaded } = event as ProgressEvent;
      onProgress({ fraction: loaded, stage: { kind: 'browser-downloads' } });
    });
  try {
    const session = await api.create({ ...LANGUAGES, monitor, signal });
    session.destroy();
    return ok(new BrowserModel(api));
  } catch (error) {
    return err(signal.aborted ? toFault(new LoadAborted()) : faultOf(error));
  }
}

/** Every completion is a conversation of its own. */
export class BrowserModel implements TextWriter {
  readonly #api: PromptApi;
  /** With the system prompt in it, to be cloned: making one anew costs the model's start each time. */
  #base: { readonly key: string; readonly session: PromptSession } | undefined;
  #completing: AbortController | undefined;

  constructor(api: PromptApi) {
    this.#api = api;
  }

  async complete(
    prompt: Prompt,
    options: CompletionOptions,
    onText: (piece: string) => void,
  ): Promise<Result<Completion, LlmFault>> {
    const completing = (this.#completing = new AbortController());
    try {
      return ok(await this.#write(prompt, options, onText, completing));
    } catch (error) {
      return err(faultOf(error));
    } finally {
      this.#completing = undefined;
    }
  }

  async interrupt(): Promise<void> {
    this.#completing?.abort();
  }

  async unload(): Promise<void> {
    await this.interrupt();
    this.#base?.session.destroy();
    this.#base = undefined;
  }

  async #write(
    prompt: Prompt,
    { maxTokens, temperature, stop = [] }: CompletionOptions,
    onText: (piece: string) => void,
    completing: AbortController,
  ): Promise<Completion> {
    const start = performance.now();
    const { signal } = completing;
    const reply = new ReplyText(stop);
    let tokens = 0;
    let finish: Completion['finish'] = 'stop';
    const listener = attentive(onText);
    const tell = (piece: string) => {
      if (piece) listener.tell(piece);
    };
    const session = await (await this.#sessionFor(prompt.system, samplingMode(temperature))).clone();
    try {
      for await (const piece of piecesOf(session.promptStreaming(inputOf(prompt), { signal }))) {
        tokens++;
        tell(reply.push(piece));
        if (reply.stopped) break;
        if (tokens >= maxTokens) {
          finish = 'length';
          break;
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      finish = 'abort';
    } finally {
      session.destroy();
    }
    if (signal.aborted) finish = 'abort';
    tell(reply.finish());
    await listener.heard();
    return { text: reply.text, finish, tokens, ms: performance.now() - start };
  }

  async #sessionFor(system: string, mode: string): Promise<PromptSession> {
    const key = `${mode} ${system}`;
    if (this.#base?.key === key) return this.#base.session;
    this.#base?.session.destroy();
    const initialPrompts = system === '' ? [] : [{ role: 'system', content: system }];
    const session = await this.#api.create({ ...LANGUAGES, samplingMode: mode, initialPrompts });
    this.#base = { key, session };
    return session;
  }
}

const inputOf = ({ earlier = [], user }: Prompt): string | readonly Message[] =>
  earlier.length === 0
    ? user
    : [
        ...earlier.flatMap((turn) => [
          { role: 'user', content: turn.user },
          { role: 'assistant', content: turn.reply },
        ]),
        { role: 'user', content: user },
      ];

/** Not every browser lets a stream be looped over. */
async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    // Leaving the loop early ends the writing.
    await reader.cancel().catch(() => {});
  }
}

/** The word of the API that is nearest in spirit. */
function samplingMode(temperature: number): string {
  if (temperature === 0) return 'most-predictable';
  if (temperature < 0.5) return 'predictable';
  if (temperature < 0.9) return 'balanced';
  return temperature < 1.3 ? 'creative' : 'most-creative';
}

function faultOf(error: unknown): LlmFault {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  switch (name) {
    case 'QuotaExceededError':
      return { kind: 'prompt-too-long', message: { kind: 'browser-prompt-too-long' } };
    case 'NotAllowedError':
      return { kind: 'other', message: { kind: 'browser-model-refused' } };
    case 'NetworkError':
      return { kind: 'no-network', message: { kind: 'browser-model-undownloaded' } };
    case 'InvalidStateError':
    case 'OperationError':
      return { kind: 'device-lost', message: { kind: 'browser-model-lost' } };
    default:
      return { kind: 'other', message: { kind: 'browser-model-failed', fault: message } };
  }
}
