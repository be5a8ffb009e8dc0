import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { StoreFull } from '../../search/keep/runStore.ts';
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

describe('the store in memory', () => {
  runStoreContract(runner, async () => new MemoryRunStore(), run);
});
