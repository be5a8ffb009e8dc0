/** The language model that comes with the page: whether what it writes runs, and how fast it writes. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PROGRAM_GRAMMAR } from '../../../src/search/prompts/grammar.ts';
import { terseChild } from '../../../src/search/prompts/terse.ts';
import { createTokenizer } from '../../../src/workers/coder/tokenizer.ts';
import { QuickJsCompiler } from '../../../src/workers/sandbox/compiler.ts';
import { type Browser, openBrowser } from '../browserSides.ts';
import type { WriterName } from '../names.ts';
import type { Writer, Written } from '../page/writer.ts';
import { drawPrompts, mixInWords, type Prompt, TASKS } from './prompts.ts';
import { type Judged, replyJudge, tally } from './replies.ts';
import type { LlmFindings, SampleRow, SpeedRow } from './rows.ts';
import { speedOf } from './speed.ts';

const SAMPLING = { temperature: 0.6, topP: 0.95, maxTokens: 640 };

/** Replies before any is counted, in which code is compiled and caches are filled. */
const WARM_UP = 2;
const PROGRESS_EVERY = 20;

const TOKENIZER = new URL('../../../public/models/nas-coder/resolve/main/tokenizer.json', import.meta.url);

type Answered = Written & { readonly prompt: Prompt };

/** Our own engine knows no grammar. */
const RUNS = [
  { writer: 'webllm', constrained: false },
  { writer: 'webllm', constrained: true },
  { writer: 'coder', constrained: false },
] as const satisfies readonly { writer: WriterName; constrained: boolean }[];
type Run = (typeof RUNS)[number];

const grammarOf = (constrained: boolean) => (constrained ? PROGRAM_GRAMMAR : undefined);

/** @param samples prompts that each engine answers freely, and WebLLM again under the grammar */
export async function measureModel(samples: number, say: (line: string) => void): Promise<LlmFindings> {
  const compiler = new QuickJsCompiler();
  const prompts = await drawPrompts(samples, compiler);
  const browser = await openBrowser();
  try {
    const model = new Model(browser, say);
    const runs: { readonly run: Run; readonly replies: readonly Answered[] }[] = [];
    for (const run of RUNS) runs.push({ run, replies: await model.answers(run, prompts) });
    const rows: SampleRow[] = [];
    const speeds: SpeedRow[] = [];
    for (const { run, replies } of runs) {
      rows.push(...(await sampleRows(run, replies, compiler)));
      speeds.push(await model.speed(run, replies));
    }
    const [free, held] = runs.map(({ replies }) => replies.map(({ text }) => text));
    const changed = held?.filter((text, i) => text !== free?.[i]).length ?? 0;
    return { mix: mixInWords(prompts), samples: rows, speeds, changed };
  } finally {
    await browser.close();
  }
}

interface Opened {
  readonly writer: Writer;
  readonly gpu: Awaited<ReturnType<Writer['load']>>;
}

/** The model on both its engines, each loaded when it is first asked. */
class Model {
  readonly #browser: Browser;
  readonly #say: (line: string) => void;
  readonly #opened = new Map<WriterName, Promise<Opened>>();

  constructor(browser: Browser, say: (line: string) => void) {
    this.#browser = browser;
    this.#say = say;
  }

  async answers(
    { writer: name, constrained }: Run,
    prompts: readonly Prompt[],
  ): Promise<readonly Answered[]> {
    const { writer } = await this.#open(name);
    const options = { ...SAMPLING, grammar: grammarOf(constrained) };
    const how = `${name}${constrained ? ' under the grammar' : ''}`;
    for (const { text, seed } of prompts.slice(0, WARM_UP)) await writer.write(text, { ...options, seed });
    const replies: Answered[] = [];
    for (const prompt of prompts) {
      replies.push({ ...(await writer.write(prompt.text, { ...options, seed: prompt.seed })), prompt });
      if (replies.length % PROGRESS_EVERY === 0)
        this.#say(`${how}: ${replies.length} of ${prompts.length} replies`);
    }
    return replies;
  }

  async speed({ writer: name, constrained }: Run, replies: readonly Answered[]): Promise<SpeedRow> {
    const { writer, gpu } = await this.#open(name);
    const tokenizer = createTokenizer(JSON.parse(readFileSync(TOKENIZER, 'utf8')) as object);
    const timed = replies.map(({ prompt, ...reply }) => ({
      ...reply,
      promptTokens: tokenizer.encode(prompt.text).length,
    }));
    const onGpu = name === 'webllm';
    return {
      writer: name,
      constrained,
      device: onGpu ? (gpu.adapter ?? 'an adapter without a name') : (cpus()[0]?.model.trim() ?? 'unknown'),
      isSoftware: onGpu ? gpu.kind === 'software' : null,
      ...speedOf(timed),
      dispatchesPerToken: await writer.dispatchesPerToken(
        replies[0]?.prompt.text ?? '',
        grammarOf(constrained),
      ),
    };
  }

  #open(name: WriterName): Promise<Opened> {
    const opened = this.#opened.get(name) ?? this.#load(name);
    this.#opened.set(name, opened);
    return opened;
  }

  async #load(name: WriterName): Promise<Opened> {
    const writer = this.#browser.writer(name);
    return { writer, gpu: await writer.load() };
  }
}

async function sampleRows(
  { writer, constrained }: Run,
  replies: readonly Answered[],
  compiler: QuickJsCompiler,
): Promise<SampleRow[]> {
  const judge = replyJudge(compiler);
  const all: { readonly prompt: Prompt; readonly judged: Judged }[] = [];
  for (const { prompt, text } of replies)
    all.push({ prompt, judged: await judge(terseChild(text), prompt.task, [prompt.parent]) });
  const rowOf = (task: SampleRow['task']): SampleRow => {
    const those = all.filter(({ prompt }) => task === 'both' || prompt.taskName === task);
    return { writer, constrained, task, ...tally(those.map(({ judged }) => judged)) };
  };
  return ['both' as const, ...TASKS.map(({ name }) => name)].map(rowOf);
}
