import * as Comlink from 'comlink';
import type { Lessons } from '../../search/prompts/lessons.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type { CoderApi, LlmFault, ModelChoice, TuningReport, TuningSettings, TuningStep } from '../api.ts';
import { TUNING_STOPPED } from '../llm/faults.ts';
import { type Linked, link, WorkerLost } from '../spawn.ts';
import { startCoderWorker } from './coderWorker.ts';

/**
 * Teaches a model in a worker of its own: the model that writes goes on meanwhile, and the memory that learning takes
 * goes with the worker. One model at a time.
 */
export class Tuner {
  #worker: Linked<CoderApi> | undefined;
  #isPublishing = false;
  #isStopped = false;

  /**
   * @param isPassing what comes of it serves one run only
   * @returns what the tuned model is loaded by; it is in the store then
   */
  async tune(
    origin: ModelChoice,
    lessons: Lessons,
    settings: TuningSettings,
    onStep: (step: TuningStep) => void,
    isPassing: boolean,
  ): Promise<Result<{ readonly choice: ModelChoice; readonly report: TuningReport }, LlmFault>> {
    if (this.#worker) return err(BUSY);
    const worker = (this.#worker = link<CoderApi>(startCoderWorker(), 'tuning'));
    this.#isStopped = false;
    try {
      const loaded = await worker.call((api) =>
        api.load(
          origin,
          Comlink.proxy(() => {}),
        ),
      );
      if (!loaded.ok) return loaded;
      // The page's answer to a step is not waited for.
      const tell = Comlink.proxy((step: TuningStep) => void onStep(step));
      const taught = await worker.call((api) => api.tune(lessons, settings, tell));
      if (!taught.ok) return taught;
      this.#isPublishing = true;
      const published = await worker.call((api) => api.publish(isPassing));
      return published.ok ? ok({ choice: published.value, report: taught.value }) : published;
    } catch (error) {
      if (error instanceof WorkerLost) return err(this.#isStopped ? TUNING_STOPPED : LOST);
      throw error;
    } finally {
      worker.kill();
      this.#worker = undefined;
      this.#isPublishing = false;
    }
  }

  /** At once, unless the model has learnt and is being stored, which takes a moment. */
  stop(): void {
    if (this.#isPublishing) return;
    this.#isStopped = true;
    this.#worker?.kill();
  }
}

const BUSY: LlmFault = {
  kind: 'other',
  message: { kind: 'tuning-under-way' },
};

const LOST: LlmFault = {
  kind: 'out-of-memory',
  message: { kind: 'tuning-lost' },
};
