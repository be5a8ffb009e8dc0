import { lessonCandidates } from '../../search/prompts/lessonCandidates.ts';
import type { LlmFault, TunedModel, TuningStep } from '../../workers/api.ts';
import { lend } from '../../workers/connect.ts';
import { lockedWords } from '../views/tuning.ts';
import type { ModelState } from './model.svelte.ts';
import type { Session } from './session.svelte.ts';

/** Tuning the model on the run: what is set, how far it has come, what came of it. */
export class TuningState {
  steps = $state(20);
  learningRate = $state(0.0001);
  isUnderWay = $state(false);
  /** Of the tuning under way, or of the last one. */
  done = $state.raw<readonly TuningStep[]>([]);
  /** How many there were to be. */
  planned = $state(0);
  result = $state.raw<TunedModel>();
  fault = $state.raw<LlmFault>();
  readonly #session: Session;
  readonly #model: ModelState;

  /** Of the run, how many can be learnt from. */
  readonly candidates: number = $derived.by(
    () => lessonCandidates(this.#session.run.settled.candidates).length,
  );
  /** Why it cannot begin. */
  readonly locked: string | undefined = $derived.by(() =>
    lockedWords(this.#model.loaded, this.candidates, this.#session.isViewed),
  );

  constructor(session: Session, model: ModelState) {
    this.#session = session;
    this.#model = model;
  }

  async start(): Promise<void> {
    if (this.isUnderWay || this.locked) return;
    this.isUnderWay = true;
    this.done = [];
    this.planned = this.steps;
    this.result = undefined;
    this.fault = undefined;
    const { steps, learningRate } = this;
    const seed = this.#session.run.current.spec?.seed ?? 0;
    const onStep = lend((step: TuningStep) => void (this.done = [...this.done, step]));
    const tuned = await this.#model.replaceBy(() =>
      this.#session.call((api) => api.tuneModel({ steps, learningRate, seed }, onStep)),
    );
    if (tuned.ok) this.result = tuned.value;
    else this.fault = tuned.error;
    this.isUnderWay = false;
  }

  stop = () => this.#session.command((api) => api.stopTuning());
}
