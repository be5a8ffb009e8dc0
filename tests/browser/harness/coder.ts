/** Runs in the page: the small model's own worker, and beside it WebLLM's. */
import * as Comlink from 'comlink';
import type { CompletionOptions } from '../../../src/search/ports.ts';
import type { Lesson } from '../../../src/search/prompts/lessons.ts';
import type { CoderApi, ModelChoice, TuningSettings, TuningStep } from '../../../src/workers/api.ts';
import { link } from '../../../src/workers/spawn.ts';

export { startLlm } from './llm.ts';

/** A model that the test serves. */
export const choiceOf = (name: string): ModelChoice => ({
  id: name,
  modelUrl: new URL(`/models/${name}`, location.href).href,
  libraryUrl: new URL('/models/nas-coder/nas-coder.wasm', location.href).href,
});

export const GREEDY: CompletionOptions = { temperature: 0, topP: 1, maxTokens: 40, seed: 1 };

/** A worker of its own for each test, ended with the page. */
export function startCoder() {
  const worker = link<CoderApi>(
    new Worker(new URL('../../../src/workers/coder.worker.ts', import.meta.url), { type: 'module' }),
    'language model',
  );
  return {
    load: (choice: ModelChoice) =>
      worker.call((api) =>
        api.load(
          choice,
          Comlink.proxy(() => {}),
        ),
      ),
    complete: (user: string, options: Partial<CompletionOptions> = {}) =>
      worker.call((api) =>
        api.complete(
          { system: '', user },
          { ...GREEDY, ...options },
          Comlink.proxy(() => {}),
        ),
      ),
    tune: (
      taught: readonly Lesson[],
      settings: TuningSettings,
      onStep: (step: TuningStep) => void = () => {},
      keptBack: readonly Lesson[] = [],
    ) =>
      // Its answer is not sent back: the worker would wait for it.
      worker.call((api) =>
        api.tune(
          { taught, keptBack },
          settings,
          Comlink.proxy((step) => void onStep(step)),
        ),
      ),
    publish: () => worker.call((api) => api.publish(false)),
    interrupt: () => worker.call((api) => api.interrupt()),
  };
}
