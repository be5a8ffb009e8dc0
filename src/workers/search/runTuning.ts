import type { Proposer, Taught } from '../../search/ports.ts';
import type { Lessons } from '../../search/prompts/lessons.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type { Said } from '../../search/told/told.ts';
import type { LlmFault, ModelChoice, TuningReport, TuningSettings, TuningStep } from '../api.ts';
import { TUNING_STOPPED } from '../llm/faults.ts';
import { orAbort } from '../llm/orAbort.ts';

/** What there is to be done with the model in use. */
export interface ModelInUse {
  /** Absent when there is none, or none that can be taught. */
  choice(): ModelChoice | undefined;
  /** What comes of it is in the store, for this run only. */
  tune(
    origin: ModelChoice,
    lessons: Lessons,
    settings: TuningSettings,
    onStep: (step: TuningStep) => void,
  ): Promise<Result<{ readonly choice: ModelChoice; readonly report: TuningReport }, LlmFault>>;
  stopTuning(): void;
  /** Goes on with `next` where `present` is in use still; a fault leaves `present` in use. */
  exchange(present: ModelChoice, next: ModelChoice): Promise<Result<unknown, LlmFault>>;
  /** The same, and a fault leaves none in use. */
  putBack(present: ModelChoice, base: ModelChoice): Promise<void>;
  /** Out of the store. Never rejects. */
  remove(choice: ModelChoice): Promise<void>;
}

/** In use until the run ends. */
interface Passing {
  /** What the user had loaded. */
  readonly base: ModelChoice;
  readonly choice: ModelChoice;
  readonly times: number;
}

/**
 * Tuning between the rounds of a run. Each tuning goes on from the one before it, and all are gone when the run is over:
 * the next begins with the model that the user loaded, so that equal runs are equal, and the store holds one at a time.
 */
export class RunTuning {
  readonly #model: ModelInUse;
  #passing: Passing | undefined;
  /** Settles when no tuning is under way. Never rejects. */
  #idle: Promise<unknown> = Promise.resolve();

  constructor(model: ModelInUse) {
    this.#model = model;
  }

  /** The model that a run knows by this id, and how often it was tuned in this run. @param id of the model in use */
  writerOf(id: string): { readonly model: string; readonly tuned: number } {
    if (id !== this.#passing?.choice.id) return { model: id, tuned: 0 };
    const { base, times } = this.#passing;
    return { model: base.id, tuned: times };
  }

  /** As `Proposer.teach`. */
  async teach(...args: Parameters<Proposer['teach']>): Promise<Result<Taught, Said>> {
    const [, , , signal] = args;
    signal.throwIfAborted();
    const work = this.#teach(...args);
    this.#idle = work.catch(() => {});
    return orAbort(work, signal);
  }

  /** Puts the user's model back, unless another was loaded meanwhile, and clears the store. */
  async end(): Promise<void> {
    await this.#idle;
    const passing = this.#passing;
    this.#passing = undefined;
    if (!passing) return;
    // Files are needed for loading alone, and loading the other model takes a while.
    await this.#model.remove(passing.choice);
    await this.#model.putBack(passing.choice, passing.base);
  }

  async #teach(...args: Parameters<Proposer['teach']>): Promise<Result<Taught, Said>> {
    const [lessons, settings, onStep, signal] = args;
    const origin = this.#model.choice();
    if (!origin) return err({ kind: 'model-cannot-learn' });
    const stop = () => this.#model.stopTuning();
    signal.addEventListener('abort', stop);
    const tuned = await this.#model
      .tune(origin, lessons, settings, ({ step, loss }) => onStep({ step, of: settings.steps, loss }))
      .finally(() => signal.removeEventListener('abort', stop));
    if (!tuned.ok) return err(tuned.error.message);
    const { choice, report } = tuned.value;
    // Once it is being stored, a tuning cannot be stopped any more.
    const exchanged = signal.aborted ? err(TUNING_STOPPED) : await this.#model.exchange(origin, choice);
    if (!exchanged.ok) {
      await this.#model.remove(choice);
      return err(exchanged.error.message);
    }
    await this.#succeed(origin, choice);
    const { taught, keptBack } = report;
    return ok({
      lessons: taught,
      ...(keptBack && { keptBack: { before: keptBack.before, after: keptBack.after } }),
    });
  }

  async #succeed(origin: ModelChoice, choice: ModelChoice): Promise<void> {
    const earlier = this.#passing;
    const isFurther = earlier?.choice.id === origin.id;
    this.#passing = isFurther
      ? { base: earlier.base, choice, times: earlier.times + 1 }
      : { base: origin, choice, times: 1 };
    if (earlier && earlier.choice.id !== choice.id) await this.#model.remove(earlier.choice);
  }
}
