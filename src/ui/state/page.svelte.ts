import { createContext } from 'svelte';
import type { CandidateId, RunEvent } from '../../search/domain.ts';
import type { ExampleRun } from '../../search/keep/example.ts';
import type { RunId, RunMeta, RunStore } from '../../search/keep/runStore.ts';
import { type CandidateRecord, type RunSnapshot, foldRun } from '../../search/run/fold.ts';
import { pastUntil } from '../../search/run/past.ts';
import type { StartMode } from '../../search/run/run.ts';
import { saidBy } from '../../search/told/toldError.ts';
import { type RunSpec, type SpecPatch, writes } from '../../search/spec/spec.ts';
import type { SearchApi } from '../../workers/api.ts';
import { IdbRunStore } from '../../workers/connect.ts';
import type { Linked } from '../../workers/spawn.ts';
import { m } from '../messages/messages.js';
import { joinLesson, splitLesson } from '../lessons/address.ts';
import type { ScoredPoint } from '../views/scored.ts';
import { Benchmarking } from './benchmarking.svelte.ts';
import { Comparison } from './comparison.svelte.ts';
import { Examples } from './examples.svelte.ts';
import { FormState } from './form.svelte.ts';
import { Keeper } from './keeper.svelte.ts';
import { LessonChoice } from './lessons.svelte.ts';
import { ModelState } from './model.svelte.ts';
import { Player } from './player.svelte.ts';
import { foldWhole } from './run.svelte.ts';
import { RunFiles } from './runFiles.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Session } from './session.svelte.ts';
import { TuningState } from './tuning.svelte.ts';
import { ViewState } from './view.svelte.ts';
import { joinView, splitView } from './viewAddress.ts';

/** A moment of the run as panels draw it, whole, so that one may show it a little later than another. */
export interface Seen {
  readonly current: RunSnapshot;
  readonly settled: RunSnapshot;
  readonly points: readonly ScoredPoint[];
  readonly best: ScoredPoint | undefined;
  readonly shownId: CandidateId | undefined;
  readonly shown: CandidateRecord | undefined;
}

/** Everything the components read and steer. */
export class Page {
  readonly form = new FormState();
  readonly selection = new Selection();
  readonly session: Session;
  readonly model: ModelState;
  readonly tuning: TuningState;
  readonly lessons = new LessonChoice();
  /** Runs of this and earlier visits, in the browser. */
  readonly store: RunStore = new IdbRunStore();
  readonly player: Player;
  readonly comparison: Comparison;
  readonly benchmarking = new Benchmarking();
  readonly view = new ViewState();
  readonly keeper: Keeper;
  readonly files: RunFiles;
  readonly examples = new Examples();
  /** The run that is being opened, until another is or one begins. */
  #opening: object | undefined;
  #isGoingOn = false;

  /** The candidate in the large panel: the chosen, else the best, else the newest there is. */
  readonly shownId: CandidateId | undefined = $derived.by(() => {
    const { run } = this.session;
    const { current, best } = run;
    // What was chosen may not have been there yet, at the place in the past that the page looks at.
    return (
      run.record(this.selection.chosen)?.candidate.id ??
      best?.id ??
      current.candidates.findLast(({ architecture }) => architecture)?.candidate.id
    );
  });
  readonly shown: CandidateRecord | undefined = $derived.by(() => this.session.run.record(this.shownId));

  /** What panels with much to draw follow in their turn. */
  readonly seen: Seen = $derived.by(() => {
    const { current, settled, points, best } = this.session.run;
    return { current, settled, points, best, shownId: this.shownId, shown: this.shown };
  });

  /** A language model writes, or has written. */
  readonly hasWriter: boolean = $derived.by(
    () => writes((this.run.current.spec ?? this.form.spec).strategy) || this.session.live.writing !== '',
  );

  constructor(connect: () => Linked<SearchApi>) {
    this.session = new Session(connect);
    this.keeper = new Keeper(this.store, this.session.run);
    this.files = new RunFiles(this.session.run);
    this.model = new ModelState(this.session);
    this.tuning = new TuningState(this.session, this.model);
    this.player = new Player(this.session.run);
    this.comparison = new Comparison(
      this.session.run,
      (spec) => this.start('run', spec),
      () => this.session.stop(),
    );
  }

  get run() {
    return this.session.run;
  }

  /** What the address says behind `#`: the lesson that is open, the settings, and what is left out of the page. */
  get hash(): string {
    return joinView({ hidden: [...this.view.hidden], isProjector: false, rest: this.settingsHash });
  }

  /** The same without how the page looks. */
  get settingsHash(): string {
    const { isOpen, number } = this.lessons;
    return joinLesson({
      settings: this.form.hash,
      ...(isOpen && number !== undefined && { lesson: number }),
    });
  }

  read(hash: string): void {
    const view = splitView(hash);
    this.view.follow(view);
    const address = splitLesson(view.rest);
    this.form.read(address.settings);
    this.lessons.follow(address);
  }

  /** Resolves when the run has ended. Rejects, after saying so on the page, when it cannot begin. */
  start(mode: StartMode = 'run', spec = this.form.spec): Promise<void> {
    this.#opening = undefined;
    this.selection.clear();
    if (!this.session.underWay) this.keeper.begin();
    // Asked for before the run, which waits for a model that it knows to be on its way.
    return this.session.start(spec, mode, writes(spec.strategy) ? this.model.ensure() : undefined);
  }

  /**
   * Goes on from a point in the run's past with the settings as they stand in the form, as far as they can change in a
   * run. Rejects, after saying so on the page, when it cannot.
   * @param after the candidate whose outcome is the last thing that is kept; undefined for all there is
   */
  async goOn(after?: CandidateId): Promise<void> {
    // Asked again while it waits for the run's lock, it would take its own lock for another tab's.
    if (this.#isGoingOn) return;
    this.#opening = undefined;
    const { events } = this.run;
    const past = pastUntil(events, after);
    if (past.length < events.length) this.keeper.begin();
    else {
      this.#isGoingOn = true;
      const isOurs = await this.keeper.goOn().finally(() => (this.#isGoingOn = false));
      if (!isOurs) {
        this.session.fault = m.keep_elsewhere();
        throw new Error(m.keep_elsewhere());
      }
    }
    const then = foldRun(past).spec;
    const { spec } = this.form;
    const patch = then ? differing(patchable(spec), then) : {};
    return this.session.goOn(past, patch, writes(spec.strategy) ? this.model.ensure() : undefined);
  }

  /**
   * Shows a run from the store, with its settings in the form; it can go on from there.
   * @returns false when another run has begun or was opened meanwhile, which stays
   * @throws with a sentence for a person when a run is under way, or what is stored is no run
   */
  async open(id: RunId): Promise<boolean> {
    const meta = await this.store.meta(id);
    if (!meta) throw new Error(m.keep_gone());
    return this.#show(async () => {
      const events = await this.store.events(id);
      const last = events.at(-1);
      const whole: readonly RunEvent[] =
        last === undefined || meta.status === 'ended'
          ? events
          : [...events, { at: last.at, kind: 'ended', reason: 'stopped', message: m.keep_broken_off() }];
      return { events: whole, kept: { ...meta, events: events.length } };
    });
  }

  /** Plays a run that is shipped with the page. Resolves when it is on the page, or it was said there why it is not. */
  async watch(example: ExampleRun): Promise<void> {
    try {
      if (!(await this.#show(async () => ({ events: await this.examples.events(example) })))) return;
    } catch (error) {
      this.session.fault = saidBy(error);
      return;
    }
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.player.pace = 'brief';
    this.player.play();
  }

  /** @param read gives a run that has ended, and what the store knows of it if it is there */
  async #show(
    read: () => Promise<{ readonly events: readonly RunEvent[]; readonly kept?: RunMeta }>,
  ): Promise<boolean> {
    if (this.session.underWay) throw new Error(m.page_under_way());
    const opening = (this.#opening = {});
    const { events, kept } = await read();
    const whole = await foldWhole(events);
    if (this.#opening !== opening) return false;
    this.player.pause();
    // Before the events are others than those that it was following.
    this.keeper.leave();
    this.session.show(whole);
    this.selection.clear();
    if (kept) this.keeper.show(kept);
    const { spec } = this.run.now;
    if (spec) this.form.set(spec);
    return true;
  }

  /** Goes on with the run that was broken off, at the very evaluation. Rejects, after saying so on the page, when it cannot. */
  async resumeInterrupted(): Promise<void> {
    const { interrupted } = this.keeper;
    if (!interrupted) return;
    try {
      if (!(await this.open(interrupted.id))) return;
    } catch (error) {
      this.session.fault = saidBy(error);
      throw error;
    }
    await this.goOn();
  }

  /**
   * Says something to the model, for which a run begins where none is under way. Rejects, after saying so on the page,
   * when it cannot begin.
   */
  async say(text: string): Promise<void> {
    if (this.session.underWay) {
      await this.model.ensure();
      return this.session.say(text);
    }
    const ended = this.start();
    void this.session.say(text);
    await ended;
  }

  /** Sets fields of the form; a run under way follows where it can. */
  update(patch: Partial<RunSpec>): void {
    this.form.set(patch);
    const live = patchable(patch);
    if (this.session.phase !== 'starting' && this.session.underWay && Object.keys(live).length > 0)
      void this.session.change(live);
    if (patch.strategy && writes(patch.strategy) && this.session.underWay) void this.model.ensure();
  }
}

const patchable = ({
  strategy,
  budget,
  training,
  screening,
  estimator,
  workers,
  baseline,
}: Partial<RunSpec>): SpecPatch => ({
  ...(strategy && { strategy }),
  ...(budget && { budget }),
  ...(training && { training }),
  ...(screening && { screening }),
  ...(estimator && { estimator }),
  ...(workers !== undefined && { workers }),
  ...(baseline !== undefined && { baseline }),
});

/** The settings that are not as they were. */
function differing(now: SpecPatch, then: RunSpec): SpecPatch {
  // Full training is what none stands for.
  const as: RunSpec = { ...then, estimator: then.estimator ?? { id: 'full' } };
  return Object.fromEntries(
    Object.entries(now).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(as[key as keyof RunSpec]),
    ),
  );
}

export const [usePage, providePage] = createContext<Page>();
