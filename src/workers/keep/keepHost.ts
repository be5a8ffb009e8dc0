import type { RunEvent } from '../../search/domain.ts';
import { type RunId, StoreFull, StoreTaken } from '../../search/keep/runStore.ts';
import { err, ok } from '../../search/result.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type { KeepApi } from '../api.ts';
import { fetchSealed } from '../shipped/fetchSealed.ts';
import { IdbRunStore } from './idbRunStore.ts';
import { packRun, unpackRun } from './runFile.ts';

/** Carries runs between the store and files, off the page's thread. */
export class KeepHost implements KeepApi {
  readonly #store = new IdbRunStore();
  #gathered: RunEvent[] = [];
  #unpacked: readonly RunEvent[] = [];

  async export(id: RunId): Promise<Blob> {
    const meta = await this.#store.meta(id);
    const events = await this.#store.events(id);
    return this.#file({
      events,
      begunAt: meta?.begunAt ?? Date.now(),
      ...(meta?.name !== undefined && { name: meta.name }),
    });
  }

  async gather(events: readonly RunEvent[]): Promise<void> {
    this.#gathered.push(...events);
  }

  async exportGathered(): Promise<Blob> {
    const events = this.#gathered;
    this.#gathered = [];
    return this.#file({ events, begunAt: Date.now() });
  }

  async unpackShipped(address: string, sha256: string) {
    const file = await fetchSealed(new URL(address), sha256);
    if (!file.ok) throw new ToldError(file.error.message);
    const run = await unpackRun(new Blob([file.value]));
    if (!run.ok) return run;
    this.#unpacked = run.value.events;
    return ok(this.#unpacked.length);
  }

  async piece(from: number, count: number): Promise<readonly RunEvent[]> {
    return this.#unpacked.slice(from, from + count);
  }

  async import(file: Blob) {
    const run = await unpackRun(file);
    if (!run.ok) return run;
    try {
      return ok(await this.#store.add(run.value));
    } catch (error) {
      if (error instanceof StoreTaken) throw error;
      return err({ kind: error instanceof StoreFull ? ('full' as const) : ('blocked' as const) });
    }
  }

  async #file(run: Parameters<typeof packRun>[0]): Promise<Blob> {
    return new Blob([await packRun(run)], { type: 'application/octet-stream' });
  }
}
