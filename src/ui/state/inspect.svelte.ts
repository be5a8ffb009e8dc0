import { SvelteMap } from 'svelte/reactivity';
import type { CandidateId } from '../../search/domain.ts';
import {
  type Answer,
  accuracyOf,
  answersOf,
  confusionOf,
  mistakesOf,
} from '../../search/inspect/confusion.ts';
import { Recent } from '../../search/inspect/recent.ts';
import { errorWords } from '../views/told.ts';
import type { HeldOut, LayerOutput, NamedWeight } from '../../workers/api.ts';
import type { Session } from './session.svelte.ts';

/** A network that was trained again, and what it said of the validation split. */
export interface Opened {
  readonly weights: readonly NamedWeight[];
  readonly answers: readonly Answer[];
  /** [truth][said] */
  readonly confusion: readonly (readonly number[])[];
  /** Of these weights, 0–1. */
  readonly accuracy: number;
  readonly mistakes: readonly Answer[];
}

/** The example that the networks are asked about. */
export interface Specimen {
  /** [...inputShape] */
  readonly values: Float32Array;
  /** Its place in the validation split; of a drawing, where it began, if anywhere. */
  readonly index?: number;
  readonly isDrawn: boolean;
}

/** What the networks make of the specimen. */
interface Reading {
  /** Of the network that is looked into. */
  readonly id: CandidateId;
  readonly layers: readonly LayerOutput[];
  /** Each candidate that was asked with its class probabilities, [classes]. */
  readonly verdicts: readonly (readonly [CandidateId, Float32Array])[];
}

/** Each holds memory here, in the worker and, on a GPU, there. */
const MOST_OPENED = 8;

/** Looking inside the networks of one run: which were trained again for it, and what they say of the example in hand. */
export class Inspect {
  heldOut = $state.raw<HeldOut>();
  readonly opened = new SvelteMap<CandidateId, Opened>();
  /** Being trained again to be looked into. */
  opening = $state<CandidateId>();
  fault = $state.raw<{ readonly id: CandidateId; readonly words: string }>();
  /** The elites that answer beside it. */
  voters = $state.raw<readonly CandidateId[]>([]);
  /** How many of the elites have been trained again, while they are. */
  gathering = $state.raw<{ readonly done: number; readonly of: number }>();
  /** Why some elites are missing. */
  missing = $state.raw<readonly string[]>([]);
  specimen = $state.raw<Specimen>();
  reading = $state.raw<Reading>();
  readonly #session: Session;
  readonly #classes: number;
  readonly #recent = new Recent<CandidateId>(MOST_OPENED);
  #shown: CandidateId | undefined;
  #isReading = false;
  #isStale = false;

  constructor(session: Session, classes: number) {
    this.#session = session;
    this.#classes = classes;
  }

  /**
   * Trains a network again and asks it about the whole validation split. Only one at a time; whichever was looked at
   * longest ago is let go of, when there are many.
   */
  async open(id: CandidateId): Promise<void> {
    if (this.opening !== undefined) return;
    this.opening = id;
    this.fault = undefined;
    try {
      const { weights } = await this.#session.call((api) => api.inspection.hold(id));
      const heldOut = this.heldOut ?? (await this.#session.call((api) => api.inspection.heldOut()));
      const predictions = await this.#session.call((api) => api.inspection.predictions(id));
      this.heldOut = heldOut;
      const answers = answersOf(heldOut.y, predictions, this.#classes);
      const confusion = confusionOf(answers, this.#classes);
      const mistakes = mistakesOf(answers);
      const opened = { weights, answers, confusion, accuracy: accuracyOf(confusion), mistakes };
      this.opened.set(id, opened);
      if (!this.specimen) this.take(mistakes[0]?.index ?? 0);
      this.show(id);
    } catch (error) {
      this.fault = { id, words: errorWords(error) };
    } finally {
      this.opening = undefined;
    }
  }

  /**
   * Trains the elites again, one after the other; whoever cannot be is left out, with the reason. Those of before that are
   * elites no more are let go of.
   */
  async gather(ids: readonly CandidateId[]): Promise<void> {
    if (this.gathering) return;
    this.missing = [];
    const former = this.voters.filter((id) => !ids.includes(id));
    this.voters = this.voters.filter((id) => ids.includes(id));
    for (const id of former) this.#release(id);
    this.gathering = { done: 0, of: ids.length };
    try {
      for (const id of ids) {
        if (!this.voters.includes(id)) await this.#enrol(id);
        this.gathering = { done: this.gathering.done + 1, of: ids.length };
      }
    } finally {
      this.gathering = undefined;
    }
  }

  async #enrol(id: CandidateId): Promise<void> {
    try {
      if (!this.opened.has(id)) await this.#session.call((api) => api.inspection.hold(id));
      this.voters = [...this.voters, id];
      this.#read();
    } catch (error) {
      this.missing = [...this.missing, errorWords(error)];
    }
  }

  /** Takes an example of the validation split in hand. */
  take(index: number): void {
    const { heldOut } = this;
    if (!heldOut) return;
    const width = heldOut.x.length / heldOut.y.length;
    const values = heldOut.x.slice(index * width, (index + 1) * width);
    this.specimen = { values, index, isDrawn: false };
    this.#read();
  }

  draw(values: Float32Array): void {
    this.specimen = { ...this.specimen, values, isDrawn: true };
    this.#read();
  }

  /** An empty drawing. */
  blank(): void {
    const { specimen } = this;
    if (!specimen) return;
    this.specimen = { values: new Float32Array(specimen.values.length), isDrawn: true };
    this.#read();
  }

  /** Which opened network is looked at. */
  show(id: CandidateId): void {
    if (this.#shown === id) return;
    this.#shown = id;
    for (const passed of this.#recent.want(id)) {
      this.opened.delete(passed);
      this.#release(passed);
    }
    this.#read();
  }

  /** Unless it is wanted for something else. */
  #release(id: CandidateId): void {
    if (this.opened.has(id) || this.voters.includes(id)) return;
    // A worker that is gone holds nothing any more.
    void this.#session.call((api) => api.inspection.release(id)).catch(() => {});
  }

  /** Asks about the newest specimen; one that changes while an answer is under way is asked about after it. */
  #read(): void {
    this.#isStale = true;
    if (!this.#isReading) void this.#readAll();
  }

  async #readAll(): Promise<void> {
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const { voters, specimen } = this;
        const id = this.#shown;
        if (!specimen || id === undefined) return;
        const ids = [id, ...voters.filter((each) => each !== id)];
        const { values } = specimen;
        const [verdicts, layers] = await Promise.all([
          this.#session.call((api) => api.inspection.classify(ids, values)),
          this.#session.call((api) => api.inspection.layers(id, values)),
        ]);
        const pairs = verdicts.map((verdict, i) => [ids[i] ?? id, verdict] as const);
        this.reading = { id, layers, verdicts: pairs };
      }
    } catch (error) {
      this.#lose(errorWords(error));
    } finally {
      this.#isReading = false;
    }
  }

  /** Their worker is gone, and with it all networks. */
  #lose(words: string): void {
    const id = this.#shown;
    this.opened.clear();
    this.voters = [];
    this.reading = undefined;
    this.#shown = undefined;
    if (id !== undefined) this.fault = { id, words };
  }
}
