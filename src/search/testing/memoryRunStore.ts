import type { RunEvent } from '../domain.ts';
import { type RunId, type RunMeta, RunMoved, type RunStore, type WholeRun } from '../keep/runStore.ts';
import { type RunSummary, summarise } from '../keep/summary.ts';
import { foldRun } from '../run/fold.ts';

/** Keeps runs until the test ends. Time is the number of changes. */
export class MemoryRunStore implements RunStore {
  readonly #runs = new Map<RunId, { meta: RunMeta; events: RunEvent[] }>();
  #changes = 0;

  async list(): Promise<readonly RunMeta[]> {
    return [...this.#runs.values()].map(({ meta }) => meta).sort((a, b) => b.begunAt - a.begunAt);
  }

  async meta(id: RunId): Promise<RunMeta | undefined> {
    return this.#runs.get(id)?.meta;
  }

  async events(id: RunId): Promise<readonly RunEvent[]> {
    const run = this.#runs.get(id);
    if (!run) throw new Error(`no run ${id}`);
    return [...run.events];
  }

  async append(id: RunId, after: number, events: readonly RunEvent[], summary: RunSummary): Promise<void> {
    if ((this.#runs.get(id)?.events.length ?? 0) !== after)
      throw new RunMoved(`not ${after} events of run ${id}`);
    const now = ++this.#changes;
    const run = this.#runs.get(id) ?? {
      meta: { ...summary, id, begunAt: now, updatedAt: now, events: 0, bytes: 0 },
      events: [],
    };
    run.events.push(...events);
    const { name, isLeft, begunAt } = run.meta;
    run.meta = {
      ...summary,
      id,
      begunAt,
      updatedAt: now,
      events: run.events.length,
      bytes: run.meta.bytes + JSON.stringify(events).length,
      ...(name !== undefined && { name }),
      ...(isLeft && { isLeft }),
    };
    this.#runs.set(id, run);
  }

  async add({ events, name, begunAt }: WholeRun): Promise<RunMeta> {
    const summary = summarise(foldRun(events));
    if (!summary) throw new Error('the list of events holds no run');
    const id = `added-${++this.#changes}`;
    await this.append(id, 0, events, summary);
    return this.#update(id, (meta) => ({ ...meta, begunAt, ...(name !== undefined && { name }) }));
  }

  async change(id: RunId, patch: { readonly name?: string; readonly isLeft?: boolean }): Promise<void> {
    if (!this.#runs.has(id)) return;
    this.#update(id, ({ name: oldName, isLeft: wasLeft, ...meta }) => {
      const name = patch.name ?? oldName;
      const isLeft = patch.isLeft ?? wasLeft;
      return { ...meta, ...(name && { name }), ...(isLeft && { isLeft }) };
    });
  }

  async remove(id: RunId): Promise<void> {
    this.#runs.delete(id);
  }

  #update(id: RunId, change: (meta: RunMeta) => RunMeta): RunMeta {
    const run = this.#runs.get(id);
    if (!run) throw new Error(`no run ${id}`);
    return (run.meta = change(run.meta));
  }
}
