/** Runs in the page: the model's worker, with the toy models in it. */
import * as Comlink from 'comlink';
import type { CompletionOptions } from '../../../src/search/ports.ts';
import { proposerContract } from '../../../src/search/testing/proposerContract.ts';
import { ToldError } from '../../../src/search/told/toldError.ts';
import type { LlmApi, LoadProgress, ModelChoice, PickedFile } from '../../../src/workers/api.ts';
import { loadModel } from '../../../src/workers/llm/load.ts';
import { createProposer } from '../../../src/workers/llm/proposer.ts';
import { link } from '../../../src/workers/spawn.ts';

const FIXTURE = new URL('/tests/fixtures/toy-model/', location.href);

/** A model of the fixture; other addresses serve faulty or other copies of it in single tests. */
export const toy = (model: 'networks' | 'letters', change: Partial<ModelChoice> = {}): ModelChoice => ({
  id: `toy-${model}`,
  modelUrl: new URL(`models/${model}`, FIXTURE).href,
  libraryUrl: new URL('toy-model.wasm', FIXTURE).href,
  ...change,
});

export const PROMPT = { system: 'You write networks.', user: 'Write one.' };
export const GREEDY: CompletionOptions = { temperature: 0, topP: 1, maxTokens: 400, seed: 1 };

const newWorker = () =>
  new Worker(new URL('../../../src/workers/llm.worker.ts', import.meta.url), { type: 'module' });

/** The same worker, whose GPU can be taken away with `loseDevice`, or beforehand with `doomDevice`. */
export function startFrailLlm() {
  const worker = new Worker(new URL('./llm-frail.worker.ts', import.meta.url), { type: 'module' });
  const gone = new BroadcastChannel('device');
  const tell = (what: 'lose' | 'doom') =>
    new Promise((resolve) => {
      gone.onmessage = resolve;
      gone.postMessage(what);
    });
  return { ...startLlm(worker), loseDevice: () => tell('lose'), doomDevice: () => tell('doom') };
}

/** A worker of its own for each test, ended with the page. */
export function startLlm(started = newWorker()) {
  const worker = link<LlmApi>(started, 'language model');
  const ignore = () => {};
  const llm = {
    models: () => worker.call((api) => api.models(location.origin)),
    storage: () => worker.call((api) => api.storage()),
    remove: (modelUrl: string) => worker.call((api) => api.remove(modelUrl)),
    downloadSize: (choice: ModelChoice) => worker.call((api) => api.downloadSize(choice)),
    checkMirror: (address: string) => worker.call((api) => api.checkMirror(address, location.href)),
    bring: (files: readonly PickedFile[], onProgress: (progress: LoadProgress) => void = ignore) =>
      worker.call((api) => api.bring(files, Comlink.proxy(onProgress))),
    load: (choice: ModelChoice, onProgress: (progress: LoadProgress) => void = ignore) =>
      worker.call((api) => api.load(choice, Comlink.proxy(onProgress))),
    unload: () => worker.call((api) => api.unload()),
    interrupt: () => worker.call((api) => api.interrupt()),
    complete: (
      options: Partial<CompletionOptions> = {},
      onText: (piece: string) => void = ignore,
      prompt: { system: string; user: string } = PROMPT,
    ) => {
      // Its answer is not sent back: the worker would wait for it.
      const lent = Comlink.proxy((piece: string) => void onText(piece));
      return worker.call((api) => api.complete(prompt, { ...GREEDY, ...options }, lent));
    },
  };
  const proposer = createProposer(
    {
      complete: (prompt, options, onText) =>
        worker.call((api) => api.complete(prompt, options, Comlink.proxy(onText))),
      interrupt: llm.interrupt,
    },
    { model: 'toy-networks', style: 'chat', constrains: true },
  );
  return { ...llm, proposer };
}

/** Loads with the package, in which an AbortError comes up that nobody asked for: its `reload` resolves all the same. */
export async function loadWithStrayAbort() {
  const webllm = await import('@mlc-ai/web-llm');
  class Engine extends webllm.MLCEngine {
    override setInitProgressCallback() {
      super.setInitProgressCallback(() => {
        throw new DOMException('stray', 'AbortError');
      });
    }
  }
  const library = async () => ({ ...webllm, MLCEngine: Engine });
  const result = await loadModel(library, toy('networks'), () => {}, new AbortController().signal);
  return result.ok ? 'loaded' : result.error.kind;
}

/** Each promise of the contract by its name, with what broke it if anything did. */
export async function keepsProposerContract(): Promise<
  readonly { name: string; fault: string | undefined }[]
> {
  const llm = startLlm();
  const loaded = await llm.load(toy('networks'));
  if (!loaded.ok) throw new ToldError(loaded.error.message);
  const promises: { name: string; body: () => Promise<void> }[] = [];
  const runner = {
    it: (name: string, body: () => Promise<void>) => void promises.push({ name, body }),
    equal: (actual: unknown, expected: unknown) => {
      const same = actual === expected || JSON.stringify(actual) === JSON.stringify(expected);
      if (!same) throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
    },
  };
  proposerContract(runner, async () => llm.proposer);
  const results: { name: string; fault: string | undefined }[] = [];
  for (const { name, body } of promises) {
    const fault = await body().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    results.push({ name, fault });
  }
  return results;
}
