/**
 * Runs in the browser's IndexedDB: a run's facts in one store, its events in another, as JSON in the pieces in which they
 * came. Text is copied across threads at once, where a tree of objects would be walked, and its length is its size.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RunEvent } from '../../search/domain.ts';
import {
  type RunId,
  type RunMeta,
  RunMoved,
  type RunStore,
  StoreFull,
  StoreTaken,
  type WholeRun,
} from '../../search/keep/runStore.ts';
import { type RunSummary, summarise } from '../../search/keep/summary.ts';
import { foldRun } from '../../search/run/fold.ts';
import { ToldError } from '../../search/told/toldError.ts';

interface Schema extends DBSchema {
  runs: { key: RunId; value: RunMeta };
  /** Keyed by run and by how many events came before. */
  events: { key: [RunId, number]; value: string };
}

const NAME = 'nas-playground-runs';
/** Raised when the stores change their shape. */
const VERSION = 1;
/** Few enough that writing or reading a piece takes milliseconds. */
const PIECE = 200;

export class IdbRunStore implements RunStore {
  readonly #name: string;
  readonly #now: () => number;
  readonly #version: number;
  #open: Promise<IDBPDatabase<Schema>> | undefined;

  /** @param name of the database @param now milliseconds since 1970 @param version of its stores */
  constructor(name = NAME, now: () => number = Date.now, version = VERSION) {
    this.#name = name;
    this.#now = now;
    this.#version = version;
  }

  async list(): Promise<readonly RunMeta[]> {
    const runs = await (await this.#db()).getAll('runs');
    return runs.sort((a, b) => b.begunAt - a.begunAt);
  }

  async meta(id: RunId): Promise<RunMeta | undefined> {
    return (await this.#db()).get('runs', id);
  }

  async events(id: RunId): Promise<readonly RunEvent[]> {
    const db = await this.#db();
    const meta = await db.get('runs', id);
    if (!meta) throw new ToldError({ kind: 'run-not-kept', id });
    const events: RunEvent[] = [];
    // A piece at a time, so that a long run does not hold up the page.
    while (events.length < meta.events) {
      const piece = await db.get('events', [id, events.length]);
      const found = piece === undefined ? [] : (JSON.parse(piece) as RunEvent[]);
      if (found.length === 0) throw new ToldError({ kind: 'events-missing', id, after: events.length });
      events.push(...found);
    }
    return events;
  }

  async append(id: RunId, after: number, events: readonly RunEvent[], summary: RunSummary): Promise<void> {
    const now = this.#now();
    await this.#write(async (db) => {
      const transaction = db.transaction(['runs', 'events'], 'readwrite');
      const runs = transaction.objectStore('runs');
      const before: RunMeta = (await runs.get(id)) ?? {
        ...summary,
        id,
        begunAt: now,
        updatedAt: now,
        events: 0,
        bytes: 0,
      };
      if (before.events !== after) throw new RunMoved({ kind: 'run-moved', id, kept: before.events, after });
      let count = after;
      let { bytes } = before;
      const done: Promise<unknown>[] = [];
      for (let from = 0; from < events.length; from += PIECE) {
        const piece = events.slice(from, from + PIECE);
        const text = JSON.stringify(piece);
        done.push(transaction.objectStore('events').put(text, [id, count]));
        count += piece.length;
        bytes += text.length;
      }
      const { name, begunAt, isLeft } = before;
      done.push(
        runs.put({
          ...summary,
          id,
          begunAt,
          updatedAt: now,
          events: count,
          bytes,
          ...(name !== undefined && { name }),
          ...(isLeft && { isLeft }),
        }),
      );
      await Promise.all([...done, transaction.done]);
    });
  }

  async add({ events, name, begunAt }: WholeRun): Promise<RunMeta> {
    const summary = summarise(foldRun(events));
    if (!summary) throw new ToldError({ kind: 'no-run-in-events' });
    const id = newRunId();
    await this.append(id, 0, events, summary);
    return this.#update(id, (meta) => ({ ...meta, begunAt, ...(name !== undefined && { name }) }));
  }

  async change(
    id: RunId,
    { name, isLeft }: { readonly name?: string; readonly isLeft?: boolean },
  ): Promise<void> {
    if (!(await this.meta(id))) return;
    await this.#update(id, ({ name: oldName, isLeft: wasLeft = false, ...meta }) => {
      const nextName = name ?? oldName ?? '';
      return {
        ...meta,
        ...(nextName !== '' && { name: nextName }),
        ...((isLeft ?? wasLeft) && { isLeft: true }),
      };
    });
  }

  async remove(id: RunId): Promise<void> {
    const db = await this.#db();
    const transaction = db.transaction(['runs', 'events'], 'readwrite');
    await Promise.all([
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('events').delete(IDBKeyRange.bound([id, 0], [id, Infinity])),
      transaction.done,
    ]);
  }

  async #update(id: RunId, change: (meta: RunMeta) => RunMeta): Promise<RunMeta> {
    return this.#write(async (db) => {
      const transaction = db.transaction('runs', 'readwrite');
      const before = await transaction.store.get(id);
      if (!before) throw new ToldError({ kind: 'run-not-kept', id });
      const after = change(before);
      await Promise.all([transaction.store.put(after), transaction.done]);
      return after;
    });
  }

  async #write<T>(use: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const db = await this.#db();
    try {
      return await use(db);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError')
        throw new StoreFull(error.message);
      throw error;
    }
  }

  #db(): Promise<IDBPDatabase<Schema>> {
    this.#open ??= this.#opened();
    // What failed may be tried again.
    this.#open.catch(() => (this.#open = undefined));
    return this.#open;
  }

  async #opened(): Promise<IDBPDatabase<Schema>> {
    let held: () => void = () => {};
    const isHeld = new Promise<never>((_, reject) => {
      held = () => reject(new StoreTaken({ kind: 'store-held' }));
    });
    const opening = openDB<Schema>(this.#name, this.#version, {
      upgrade(db, before) {
        if (before > 0) return;
        db.createObjectStore('runs', { keyPath: 'id' });
        db.createObjectStore('events');
      },
      // A tab that is frozen, or older than `blocking` below, keeps it open.
      blocked: () => held(),
      // A newer version must not wait for this one; whoever asks next hears of it.
      blocking: (_current, _wanted, event) => {
        (event.target as IDBDatabase).close();
        this.#open = undefined;
      },
      terminated: () => (this.#open = undefined),
    });
    try {
      return await Promise.race([opening, isHeld]);
    } catch (error) {
      // Should it open after all, nobody uses it.
      void opening.then((db) => db.close()).catch(() => {});
      if (error instanceof DOMException && error.name === 'VersionError')
        throw new StoreTaken({ kind: 'store-newer' });
      throw error;
    }
  }
}

/** Not `randomUUID`, which a page served without TLS in a classroom does not have. */
export const newRunId = (): RunId =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
