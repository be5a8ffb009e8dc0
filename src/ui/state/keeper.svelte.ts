import type { RunEvent } from '../../search/domain.ts';
import {
  type RunId,
  type RunMeta,
  RunMoved,
  type RunStore,
  StoreFull,
  StoreTaken,
} from '../../search/keep/runStore.ts';
import { summarise } from '../../search/keep/summary.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';
import { newRunId } from '../../workers/connect.ts';
import { m } from '../messages/messages.js';
import { errorWords } from '../views/told.ts';
import { heldRuns, holdRun, isFree } from './runLock.ts';
import type { RunState } from './run.svelte.ts';

/** How much of a run may be lost with the tab. */
const EVERY_MS = 500;
/** Events written at once: milliseconds of the page's time. */
const PIECE = 200;

/** What of the run on the page is kept, and where. */
interface Kept {
  readonly id: RunId;
  /** How many of its events are in the store. */
  saved: number;
}

/** Keeps the run on the page in the store as it goes, and knows the runs that are there. */
export class Keeper {
  /** Newest first; undefined until they were looked for. */
  runs = $state.raw<readonly RunMeta[]>();
  /** Of these, those that a tab writes now, this one included. */
  held = $state.raw<ReadonlySet<RunId>>();
  /** Bytes that the page has stored and may store, as the browser reckons. */
  room = $state.raw<StorageEstimate>();
  /** Why the run on the page is not being kept. */
  unsaved = $state<string>();
  /** A run that was under way when its page was gone. */
  interrupted = $state.raw<RunMeta>();
  /** The kept run that is on the page. */
  shownId = $state<RunId>();
  readonly #store: RunStore;
  readonly #run: RunState;
  #kept: Kept | undefined;
  /** What happens on the page is written. */
  #isWriting = false;
  #isFull = false;
  #free: (() => void) | undefined;
  #writes: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wroteAt = -Infinity;

  constructor(store: RunStore, run: RunState) {
    this.#store = store;
    this.#run = run;
  }

  /** A new run is about to begin, or one that branches from what is on the page. */
  begin(): void {
    this.leave();
    this.#keepAs(newRunId());
  }

  #keepAs(id: RunId): void {
    this.#kept = { id, saved: 0 };
    this.shownId = id;
    this.#isWriting = true;
    void holdRun(id).then((free) => {
      if (this.#kept?.id === id) this.#free = free;
      else free?.();
    });
  }

  /**
   * The run on the page is about to go on from its end.
   * @returns false when another tab has it
   */
  async goOn(): Promise<boolean> {
    if (!this.#kept) {
      this.begin();
      return true;
    }
    if (!this.#isWriting) {
      const { id } = this.#kept;
      const free = await holdRun(id);
      if (!free) return false;
      if (this.#kept?.id !== id) {
        // Another run has taken the page meanwhile.
        free();
        return false;
      }
      this.#free = free;
      this.#isWriting = true;
      await this.#attempt(() => this.#store.change(id, { isLeft: false }));
    }
    return true;
  }

  /** A run from the store is shown; nothing is written to it. */
  show({ id, events }: RunMeta): void {
    this.leave();
    this.#kept = { id, saved: events };
    this.shownId = id;
  }

  /** To be called when the run on the page has changed. */
  follow(): void {
    if (!this.#isWriting || this.#timer !== undefined || !this.#isBehind()) return;
    const wait = this.#wroteAt + EVERY_MS - performance.now();
    // Timers of hidden pages may be held back for a minute.
    if (wait <= 0 || document.visibilityState === 'hidden') this.flush();
    else this.#timer = setTimeout(() => this.flush(), wait);
  }

  /** Writes what is not written yet. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#kept || !this.#isWriting || !this.#isBehind()) return;
    this.#wroteAt = performance.now();
    const kept = this.#kept;
    const { events, now } = this.#run;
    const until = events.length;
    this.#writes = this.#writes.then(() => this.#write(kept, events, until, now));
  }

  /** Resolves when all that was to be written is, or cannot be. */
  async settled(): Promise<void> {
    this.flush();
    await this.#writes;
  }

  /** Looks for a run that was broken off. */
  async look(): Promise<void> {
    await this.#attempt(async () => {
      const runs = await this.#store.list();
      for (const run of runs) {
        if (run.status === 'ended' || run.isLeft || !(await isFree(run.id))) continue;
        this.interrupted = run;
        return;
      }
    });
  }

  /** The run that was broken off is not to be asked about any more. */
  async leaveIt(): Promise<void> {
    const run = this.interrupted;
    this.interrupted = undefined;
    if (run) await this.#attempt(() => this.#store.change(run.id, { isLeft: true }));
  }

  /** Looks again at what is there. */
  async refresh(): Promise<void> {
    await this.settled();
    await this.#attempt(async () => {
      this.runs = await this.#store.list();
      this.held = await heldRuns(this.runs.map(({ id }) => id));
    });
    const storage: StorageManager | undefined = (navigator as Partial<Navigator>).storage;
    this.room = await storage?.estimate().catch(() => undefined);
  }

  async rename(id: RunId, name: string): Promise<void> {
    await this.#attempt(() => this.#store.change(id, { name: name.trim() }));
    await this.refresh();
  }

  async remove(id: RunId): Promise<void> {
    await this.#attempt(() => this.#store.remove(id));
    if (this.interrupted?.id === id) this.interrupted = undefined;
    if (this.#kept?.id === id) this.leave();
    if (this.#isFull) {
      // There may be room now for what had to wait.
      this.#isFull = false;
      this.unsaved = undefined;
      this.#isWriting = this.#kept !== undefined;
      this.follow();
    }
    await this.refresh();
  }

  #isBehind(): boolean {
    return this.#kept !== undefined && this.#run.events.length > this.#kept.saved;
  }

  async #write(kept: Kept, events: readonly RunEvent[], until: number, snapshot: RunSnapshot): Promise<void> {
    const summary = summarise(snapshot);
    if (!summary) return;
    try {
      while (kept.saved < until) {
        const piece = events.slice(kept.saved, Math.min(until, kept.saved + PIECE));
        await this.#store.append(kept.id, kept.saved, piece, summary);
        kept.saved += piece.length;
      }
    } catch (error) {
      if (this.#kept !== kept) return this.#complain(error);
      if (error instanceof RunMoved) this.#keepApart();
      else {
        this.#isWriting = false;
        this.#complain(error);
      }
    }
  }

  /** What is in the store went on otherwise, in another tab: this one's run is kept whole, beside it. */
  #keepApart(): void {
    this.#free?.();
    this.#free = undefined;
    this.#keepAs(newRunId());
    this.follow();
  }

  /** Lets go of the run on the page, of which the last events may still be on their way. */
  leave(): void {
    this.flush();
    const free = this.#free;
    if (free) void this.#writes.then(free);
    this.#free = undefined;
    this.#kept = undefined;
    this.#isWriting = false;
    this.#isFull = false;
    this.shownId = undefined;
    this.unsaved = undefined;
    this.interrupted = undefined;
  }

  async #attempt(use: () => Promise<void>): Promise<void> {
    try {
      await use();
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    this.#isFull = error instanceof StoreFull;
    this.unsaved = this.#isFull
      ? m.keep_full()
      : error instanceof StoreTaken
        ? errorWords(error)
        : m.keep_blocked();
  }
}
