/** Runs in the page: WebLLM's own engine with the model library, and a record of what passes through it. */
import type {
  ChatCompletionRequestNonStreaming,
  CompletionCreateParamsNonStreaming,
  MLCEngine,
} from '@mlc-ai/web-llm';

type Chat = Omit<ChatCompletionRequestNonStreaming, 'stream'>;
type Completion = Omit<CompletionCreateParamsNonStreaming, 'stream'>;

const LIBRARY = new URL('/models/nas-coder/nas-coder.wasm', location.href).href;

/** An engine of WebLLM that knows the served models of these names, none loaded yet. */
export async function createEngine(...names: string[]) {
  const webllm = await import('@mlc-ai/web-llm');
  const recorder = new Recorder();
  const engine: MLCEngine = new webllm.MLCEngine({
    appConfig: { model_list: names.map(modelRecord) },
    logLevel: 'SILENT',
    logitProcessorRegistry: new Map(names.map((name) => [name, recorder])),
  });
  return {
    engine,
    recorder,
    chat: (request: Chat, force: readonly number[] = []) =>
      recorder.record(() => engine.chat.completions.create({ ...STEADY, ...request }), force),
    complete: (request: Completion, force: readonly number[] = []) =>
      recorder.record(() => engine.completions.create({ ...STEADY, ...request }), force),
    stream: (request: Completion) =>
      engine.completions.create({
        ...STEADY,
        ...request,
        stream: true,
        stream_options: { include_usage: true },
      }),
  };
}

/** Random models say anything, the end among it. */
const STEADY = { ignore_eos: true, seed: 1 };

/** Sees the scores of every token before it is drawn, and may prescribe it. */
class Recorder {
  logits: number[][] = [];
  tokens: number[] = [];
  #forced: number[] = [];

  /** @param force tokens in the place of the first drawn ones */
  async record<T>(run: () => Promise<T>, force: readonly number[]) {
    this.logits = [];
    this.tokens = [];
    this.#forced = [...force];
    const reply = await run();
    return { reply, logits: this.logits, tokens: this.tokens };
  }

  processLogits(logits: Float32Array): Float32Array {
    this.logits.push([...logits]);
    const token = this.#forced.shift();
    return token === undefined ? logits : logits.map((_, i) => (i === token ? 0 : -1e9));
  }

  processSampledToken(token: number): void {
    this.tokens.push(token);
  }

  resetState(): void {}
}

const modelRecord = (name: string) => ({
  model_id: name,
  model: new URL(`/models/${name}`, location.href).href,
  model_lib: LIBRARY,
});

/** What the GPU is asked for while `run` runs. */
export async function countGpuCalls(run: () => Promise<unknown>) {
  const counts = { dispatches: 0, buffers: 0 };
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  const { createBuffer } = GPUDevice.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...groups) {
    counts.dispatches += 1;
    return dispatchWorkgroups.apply(this, groups);
  };
  GPUDevice.prototype.createBuffer = function (descriptor) {
    counts.buffers += 1;
    return createBuffer.call(this, descriptor);
  };
  try {
    await run();
    return counts;
  } finally {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
    GPUDevice.prototype.createBuffer = createBuffer;
  }
}
