import * as Comlink from 'comlink';
import { type PromptStyle, type Proposer, ProposerUnavailable } from '../../search/ports.ts';
import { err, type Result } from '../../search/result.ts';
import type { LlmApi, LlmFault, LoadProgress, ModelChoice, ModelOption } from '../api.ts';
import { createProposer } from '../llm/proposer.ts';
import { type Linked, link, WorkerLost } from '../spawn.ts';

/**
 * The language model's worker, started when it is first needed and again when it was lost. It is itself the
 * `Proposer` of every run, so that a model loaded or lost mid-run is taken up or missed at once.
 */
export class LlmClient implements Proposer {
  #worker: Linked<LlmApi> | undefined;
  #proposer: Proposer | undefined;

  get model(): string {
    return this.#proposer?.model ?? 'none';
  }

  get style(): PromptStyle {
    return this.#proposer?.style ?? 'chat';
  }

  get constrains(): boolean {
    return this.#proposer?.constrains ?? false;
  }

  models(): Promise<readonly ModelOption[]> {
    return this.#start().call((api) => api.models());
  }

  async load(
    choice: ModelChoice,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<{ readonly model: string }, LlmFault>> {
    const worker = this.#start();
    this.#proposer = undefined;
    try {
      const loaded = await worker.call((api) => api.load(choice, Comlink.proxy(onProgress)));
      if (loaded.ok) this.#proposer = createProposer(callable(worker), traitsOf(choice));
      return loaded;
    } catch (error) {
      if (error instanceof WorkerLost)
        return err({ kind: 'other', message: `${error.message} Load the model again.` });
      throw error;
    }
  }

  async unload(): Promise<void> {
    this.#proposer = undefined;
    await this.#worker?.call(async (api) => {
      await api.interrupt();
      await api.unload();
    });
  }

  async complete(...args: Parameters<Proposer['complete']>): ReturnType<Proposer['complete']> {
    if (!this.#proposer) throw new ProposerUnavailable('No language model is loaded.');
    try {
      return await this.#proposer.complete(...args);
    } catch (error) {
      if (error instanceof WorkerLost)
        throw new ProposerUnavailable(`${error.message} Load the model again.`);
      throw error;
    }
  }

  #start(): Linked<LlmApi> {
    if (this.#worker) return this.#worker;
    const worker = link<LlmApi>(
      new Worker(new URL('../llm.worker.ts', import.meta.url), { type: 'module', name: 'language model' }),
      'language model',
    );
    worker.onLost(() => {
      this.#worker = undefined;
      this.#proposer = undefined;
    });
    return (this.#worker = worker);
  }
}

const traitsOf = ({ id, style }: ModelChoice) => ({
  model: id,
  style: style ?? ('chat' as const),
  constrains: true,
});

/** The calls a proposer makes, each of which hears of the worker's death. */
const callable = (worker: Linked<LlmApi>): Pick<LlmApi, 'complete' | 'interrupt'> => ({
  complete: (prompt, options, onText) =>
    worker.call((api) => api.complete(prompt, options, Comlink.proxy(onText))),
  interrupt: () => worker.call((api) => api.interrupt()),
});
