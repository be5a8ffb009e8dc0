import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { StoreFull, StoreTaken } from '../../search/keep/runStore.ts';
import { summarise } from '../../search/keep/summary.ts';
import { foldRun } from '../../search/run/fold.ts';
import { MemoryRunStore } from '../../search/testing/memoryRunStore.ts';
import { runStoreContract } from '../../search/testing/runStoreContract.ts';
import { IdbRunStore } from './idbRunStore.ts';

const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
const run = syntheticRun(20);
let databases = 0;
const empty = () => new IdbRunStore(`test-${++databases}`);

describe('the store in IndexedDB', () => {
  runStoreContract(runner, async () => empty(), run);

  it('finds runs again that another page has kept', async () => {
    const name = `test-${++databases}`;
    const { id } = await new IdbRunStore(name).add({ events: run, begunAt: 1 });
    expect(await new IdbRunStore(name).events(id)).toEqual(run);
  });

  it('says that it is full in words of its own, and has kept nothing of what did not fit', async () => {
    const store = empty();
    const begun = run.slice(0, 30);
    const summary = summarise(foldRun(begun));
    if (!summary) throw new Error('the events hold no run');
    await store.append('a', 0, begun, summary);
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    try {
      await expect(store.append('a', 30, run.slice(30), summary)).rejects.toBeInstanceOf(StoreFull);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await store.events('a')).toEqual(begun);
  });
});

describe('the store in IndexedDB, when pieces of it are gone', () => {
  it.each([
    ['lost', undefined],
    ['empty', '[]'],
  ])('says after which event they are missing when one is %s', async (_, left) => {
    const name = `test-${++databases}`;
    const store = new IdbRunStore(name);
    const { id } = await store.add({ events: [...run, ...run].slice(0, 250), begunAt: 1 });
    const db = await openDB(name);
    if (left === undefined) await db.delete('events', [id, 200]);
    else await db.put('events', left, [id, 200]);
    await expect(store.events(id)).rejects.toThrow(`Events of run ${id} are missing after 200.`);
    db.close();
  });
});

describe('the store in IndexedDB, when something comes between', () => {
  const begun = run.slice(0, 30);
  const summary = summarise(foldRun(begun));
  if (!summary) throw new Error('the events hold no run');

  it('has all of what was being written when its page was closed, or nothing', async () => {
    const store = empty();
    await store.append('a', 0, begun, summary);
    const put = IDBObjectStore.prototype.put;
    let puts = 0;
    IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
      const request = put.apply(this, given);
      // As the browser does with a transaction of a page that is gone.
      puts++;
      if (this.name === 'runs') this.transaction.abort();
      return request;
    };
    try {
      await expect(store.append('a', 30, run.slice(30), summary)).rejects.toThrow();
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(puts).toBeGreaterThanOrEqual(2);
    expect(await store.events('a')).toEqual(begun);
    expect((await store.meta('a'))?.events).toBe(30);
    await store.append('a', 30, run.slice(30), summary);
    expect(await store.events('a')).toEqual(run);
  });

  it('gives way to a newer version of the page, and says so', async () => {
    const name = `test-${++databases}`;
    const old = new IdbRunStore(name);
    await old.append('a', 0, begun, summary);
    const newer = new IdbRunStore(name, Date.now, 2);
    expect(await newer.events('a')).toEqual(begun);
    const refused = old.append('a', 30, run.slice(30), summary);
    await expect(refused).rejects.toBeInstanceOf(StoreTaken);
    await expect(refused).rejects.toThrow(/newer version of this page .*: reload this page/);
    expect(await newer.events('a')).toEqual(begun);
  });

  it('says that a tab which does not give way holds the store, and opens it when that tab is gone', async () => {
    const name = `test-${++databases}`;
    await new IdbRunStore(name).append('a', 0, begun, summary);
    const held = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name, 1);
      opening.onsuccess = () => resolve(opening.result);
    });
    const newer = new IdbRunStore(name, Date.now, 2);
    const refused = newer.list();
    await expect(refused).rejects.toBeInstanceOf(StoreTaken);
    await expect(refused).rejects.toThrow(/Another tab .* close that tab/);
    held.close();
    expect(await newer.events('a')).toEqual(begun);
  });
});

describe('the store in memory', () => {
  runStoreContract(runner, async () => new MemoryRunStore(), run);
});
