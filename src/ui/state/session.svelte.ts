import type { Cell, Stance } from '../../search/archive/niches.ts';
import type { CandidateId, RunEvent } from '../../search/domain.ts';
import type { StartMode } from '../../search/run/run.ts';
import type { RunSpec, SpecPatch } from '../../search/spec/spec.ts';
import type { Said } from '../../search/told/told.ts';
import { saidBy } from '../../search/told/toldError.ts';
import type { MachineReport, RunSink, SearchApi } from '../../workers/api.ts';
import { lend } from '../../workers/connect.ts';
import { type Linked, WorkerLost } from '../../workers/spawn.ts';
import { m } from '../messages/messages.js';
import { LiveState } from './live.svelte.ts';
import { RunState, type WholeFold } from './run.svelte.ts';

/** Where the user may press what. `starting` lasts until the trainers are loaded. */
export type Phase = 'ready' | 'starting' | 'running' | 'paused' | 'ended';

/** Events of an earlier run that are handed to the worker at once. */
const RECALLED_AT_ONCE = 200;

/** The page's end of the search worker: commands go out, events come in. */
export class Session {
  readonly run = new RunState();
  readonly live = new LiveState();
  machine = $state.raw<MachineReport>();
  /** What the user should know and do, when a command failed or the worker is gone. */
  fault = $state.raw<Said>();
  /** What a person has said since Start and before the run began; the run is told as soon as it does. */
  unsaid = $state.raw<readonly string[]>([]);
  /** Candidate whose test split is being read. */
  testing = $state<CandidateId>();
  /** The zero-cost proxies of trained networks are being measured. */
  isProbing = $state(false);
  /** The run on the page was not searched for here: the worker knows nothing of it until it goes on. */
  isViewed = $state(false);
  #pace = $state(0);
  #starting = $state(false);
  readonly #connect: () => Linked<SearchApi>;
  #link: Linked<SearchApi>;
  #lost = false;

  readonly phase: Phase = $derived.by(() => {
    const { status } = this.run.now;
    if (this.#starting && status === 'idle') return 'starting';
    return status === 'idle' ? 'ready' : status;
  });
  /** From Start to the end: what every candidate must share cannot change now. */
  readonly underWay = $derived(
    this.phase === 'starting' || this.phase === 'running' || this.phase === 'paused',
  );

  constructor(connect: () => Linked<SearchApi>) {
    this.#connect = connect;
    this.#link = this.#open();
  }

  /**
   * Resolves when the run has ended. Rejects, after saying so on the page, when it cannot begin.
   * @param first is waited for before it begins
   */
  start(spec: RunSpec, mode: StartMode = 'run', first?: Promise<void>): Promise<void> {
    return this.#begin(async (sink) => {
      await first;
      await this.#link.call((api) => api.start(spec, lend(sink), mode));
    });
  }

  /**
   * Goes on from the end of these events, which the page shows from now on; otherwise as `start`.
   * @param patch settings that change there
   */
  goOn(past: readonly RunEvent[], patch: SpecPatch, first?: Promise<void>): Promise<void> {
    return this.#begin(async (sink) => {
      await first;
      // In pieces, since a long run copied at once would hold up the page.
      for (let from = 0; from < past.length; from += RECALLED_AT_ONCE) {
        const piece = past.slice(from, from + RECALLED_AT_ONCE);
        this.run.absorb(piece);
        await this.#link.call((api) => api.recall(piece));
      }
      try {
        await this.#link.call((api) => api.goOn(patch, lend(sink)));
      } catch (error) {
        if (this.run.now.status !== 'ended') this.#end(saidBy(error));
        throw error;
      }
    });
  }

  /** Shows a run that has ended, without a search. */
  show(run: WholeFold): void {
    if (this.underWay) throw new Error(m.page_under_way());
    this.fault = undefined;
    this.run.take(run);
    this.live.reset();
    this.isViewed = true;
  }

  async #begin(call: (sink: RunSink) => Promise<void>): Promise<void> {
    if (this.underWay) throw new Error(m.page_under_way());
    if (this.#lost) {
      this.#link = this.#open();
      this.pace = this.#pace;
    }
    this.run.reset();
    this.live.reset();
    this.fault = undefined;
    this.isViewed = false;
    this.#starting = true;
    try {
      await call({
        events: (events) => this.#absorb(events),
        live: (signals) => this.live.absorb(signals),
      });
    } catch (error) {
      this.#report(error);
      throw error;
    } finally {
      this.#starting = false;
      this.unsaid = [];
    }
  }

  /** Milliseconds that lie between two candidates at least; 0 for full speed. */
  get pace(): number {
    return this.#pace;
  }

  set pace(ms: number) {
    this.#pace = ms;
    void this.command((api) => api.setPace(ms));
  }

  /** A person's words to a strategy that awaits them, in a run that is under way or about to begin. */
  async say(text: string): Promise<void> {
    if (this.phase === 'starting') this.unsaid = [...this.unsaid, text];
    else await this.command((api) => api.say(text));
  }

  pause = () => this.command((api) => api.pause());
  resume = () => this.command((api) => api.resume());
  step = () => this.command((api) => api.step());
  stepRound = () => this.command((api) => api.stepRound());
  stop = () => this.command((api) => api.stop());
  change = (patch: SpecPatch) => this.command((api) => api.change(patch));

  setNiche = (cell: Cell, stance: Stance) => this.command((api) => api.setNiche(cell, stance));

  /** Has a person's own program tried in the run under way. Rejects with a sentence for a person. */
  tryOut = (source: string, parents: readonly CandidateId[]) =>
    this.#link.call((api) => api.tryOut(source, parents));

  async test(id: CandidateId): Promise<void> {
    this.testing = id;
    // The report comes at the end of the run.
    this.run.look();
    await this.command((api) => api.test(id));
    this.testing = undefined;
  }

  /** Measures zero-cost proxies of what was trained. */
  async probe(): Promise<void> {
    this.isProbing = true;
    // They come at the end of the run.
    this.run.look();
    await this.command((api) => api.probe());
    this.isProbing = false;
  }

  stopProbing = () => this.command((api) => api.stopProbing());

  /** For calls that answer something. Rejects with a sentence for a person. */
  get call(): Linked<SearchApi>['call'] {
    return this.#link.call;
  }

  /** A failed command is said on the page; it does not end the run. */
  async command(use: Parameters<Linked<SearchApi>['call']>[0]): Promise<void> {
    this.fault = undefined;
    try {
      await this.#link.call(use);
    } catch (error) {
      this.#report(error);
    }
  }

  #open(): Linked<SearchApi> {
    const link = this.#connect();
    this.#lost = false;
    link.onLost((loss) => this.#mourn(loss));
    void link
      .call((api) => api.machine())
      .then(
        (machine) => (this.machine = machine),
        () => {},
      );
    return link;
  }

  #absorb(events: readonly RunEvent[]): void {
    this.run.absorb(events);
    if (this.run.now.status === 'idle') return;
    const words = this.unsaid;
    this.unsaid = [];
    for (const text of words) void this.say(text);
  }

  /** Nothing will come from a dead worker any more, so the page ends the run in its place. */
  #mourn(loss: WorkerLost): void {
    this.#lost = true;
    this.#report(loss);
    if (!this.run.now.spec || this.run.now.status === 'ended') return;
    this.#end(loss.said);
  }

  #end(message: Said): void {
    this.run.absorb([{ at: this.run.now.at, kind: 'ended', reason: 'failed', message }]);
  }

  #report(error: unknown): void {
    const said = saidBy(error);
    this.fault = error instanceof WorkerLost ? { kind: 'search-lost', loss: said } : said;
  }
}
