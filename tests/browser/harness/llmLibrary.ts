/** Runs in the page: WebLLM's own engine with the model library, and a record of what passes through it. */
import type { ChatCompletionRequestNonStreaming, CompletionCreateParamsNonStreaming } from '@mlc-ai/web-llm';

type Chat = Omit<ChatCompletionRequestNonStreaming, 'stream'>;
type Completion = Omit<CompletionCreateParamsNonStreaming, 'stream'>;

const LIBRARY = new URL('/models/nas-coder/nas-coder.wasm', location.href).href;

/** Loads one of the served models with the committed library. */
export async function open(name: string) {
  const webllm = await import('@mlc-ai/web-llm');
  const record: { logits: number[][]; tokens: number[] } = { logits: [], tokens: [] };
  let forced: number[] = [];
  const processor = {
    processLogits: (logits: Float32Array) => {
      record.logits.push([...logits]);
      const token = forced.shift();
      return token === undefined ? logits : logits.map((_, i) => (i === token ? 0 : -1e9));
    },
    processSampledToken: (token: number) => void record.tokens.push(token),
    resetState: () => {},
  };
  const engine = new webllm.MLCEngine({
    appConfig: { model_list: [modelRecord(name)] },
    logLevel: 'SILENT',
    logitProcessorRegistry: new Map([[name, processor]]),
  });
  await engine.reload(name);

  /** Runs a request, with these tokens in the place of the first drawn ones. */
  async function recorded<T>(run: () => Promise<T>, force: readonly number[]) {
    record.logits = [];
    record.tokens = [];
    forced = [...force];
    const reply = await run();
    return { reply, ...record };
  }

  return {
    engine,
    chat: (request: Chat, force: readonly number[] = []) =>
      recorded(() => engine.chat.completions.create({ ignore_eos: true, seed: 1, ...request }), force),
    complete: (request: Completion, force: readonly number[] = []) =>
      recorded(() => engine.completions.create({ ignore_eos: true, seed: 1, ...request }), force),
  };
}

const modelRecord = (name: string) => ({
  model_id: name,
  model: new URL(`/models/${name}`, location.href).href,
  model_lib: LIBRARY,
});
