import type { RunEvent } from '../domain.ts';
import { RunMoved, type RunStore } from '../keep/runStore.ts';
import { summarise } from '../keep/summary.ts';
import { foldRun } from '../run/fold.ts';
import type { Runner } from './runner.ts';

const summaryOf = (events: readonly RunEvent[]) => {
  const summary = summarise(foldRun(events));
  if (!summary) throw new Error('the events hold no run');
  return summary;
};

/**
 * What every store of runs promises.
 * @param make gives an empty store
 * @param run a run of some hundred events that has ended
 */
export function runStoreContract(
  { it, equal }: Runner,
  make: () => Promise<RunStore>,
  run: readonly RunEvent[],
) {
  const begun = run.slice(0, Math.floor(run.length / 2));
  const rest = run.slice(begun.length);

  it('gives back the events of a run in order, in whatever pieces they were kept', async () => {
    const store = await make();
    for (let to = 7; to - 7 < run.length; to += 7)
      await store.append('a', to - 7, run.slice(to - 7, to), summaryOf(run.slice(0, to)));
    equal(await store.events('a'), run);
    const whole = await make();
    await whole.append('a', 0, run, summaryOf(run));
    equal(await whole.events('a'), run);
  });

  it('says how a run stands as of the last events kept', async () => {
    const store = await make();
    await store.append('a', 0, begun, summaryOf(begun));
    const half = await store.meta('a');
    equal([half?.status, half?.events], ['running', begun.length]);
    await store.append('a', begun.length, rest, summaryOf(run));
    const all = await store.meta('a');
    equal([all?.status, all?.events], ['ended', run.length]);
    equal([all?.done, all?.best], [summaryOf(run).done, summaryOf(run).best]);
    equal(all?.begunAt, half?.begunAt);
    equal((all?.bytes ?? 0) > (half?.bytes ?? 0), true);
  });

  it('keeps runs apart', async () => {
    const store = await make();
    await store.append('a', 0, begun, summaryOf(begun));
    await store.append('ab', 0, run, summaryOf(run));
    await store.append('a', begun.length, rest, summaryOf(run));
    equal(await store.events('a'), run);
    await store.remove('a');
    equal(await store.meta('a'), undefined);
    equal(await store.events('ab'), run);
  });

  it('keeps nothing that does not follow on what is kept', async () => {
    const store = await make();
    const outcome = (id: string, after: number) =>
      store.append(id, after, rest, summaryOf(run)).then(
        () => 'kept',
        (error: unknown) => (error instanceof RunMoved ? 'moved' : 'other'),
      );
    equal(await outcome('a', begun.length), 'moved');
    equal(await store.list(), []);
    await store.append('a', 0, begun, summaryOf(begun));
    equal([await outcome('a', begun.length), await outcome('a', begun.length)], ['kept', 'moved']);
    equal(await outcome('a', 0), 'moved');
    equal(await store.events('a'), run);
  });

  it('adds a whole run under an id of its own, by the time at which it began', async () => {
    const store = await make();
    const old = await store.add({ events: run, begunAt: 1000, name: 'Old' });
    const young = await store.add({ events: run, begunAt: 2000 });
    equal(old.id === young.id, false);
    equal(
      (await store.list()).map(({ id, begunAt, name }) => ({ id, begunAt, name })),
      [
        { id: young.id, begunAt: 2000, name: undefined },
        { id: old.id, begunAt: 1000, name: 'Old' },
      ],
    );
    equal(await store.events(old.id), run);
  });

  it('adds nothing that is not a run', async () => {
    const store = await make();
    const added = await store.add({ events: rest, begunAt: 1 }).then(
      () => true,
      () => false,
    );
    equal([added, await store.list()], [false, []]);
  });

  it('remembers a name and what was left, also when more events come', async () => {
    const store = await make();
    await store.append('a', 0, begun, summaryOf(begun));
    await store.change('a', { name: 'Mine' });
    await store.change('a', { isLeft: true });
    await store.append('a', begun.length, rest, summaryOf(run));
    const meta = await store.meta('a');
    equal([meta?.name, meta?.isLeft], ['Mine', true]);
    await store.change('a', { name: '', isLeft: false });
    const plain = await store.meta('a');
    equal([plain?.name, plain?.isLeft], [undefined, undefined]);
  });

  it('has nothing to say of a run that is not there', async () => {
    const store = await make();
    await store.change('a', { name: 'Mine' });
    await store.remove('a');
    equal([await store.meta('a'), await store.list()], [undefined, []]);
    equal(
      await store.events('a').then(
        () => 'events',
        () => 'rejected',
      ),
      'rejected',
    );
  });
}
