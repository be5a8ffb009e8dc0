import type { RunId, RunMeta } from '../../search/keep/runStore.ts';
import { errorWords } from '../views/told.ts';
import type { KeepApi } from '../../workers/api.ts';
import { connectKeep } from '../../workers/connect.ts';
import type { Linked } from '../../workers/spawn.ts';
import { m } from '../messages/messages.js';
import { fileFaultWords } from '../views/fileFault.ts';
import type { RunState } from './run.svelte.ts';
import { saveFile } from './saveFile.ts';

/** Events handed to the worker at once. */
const AT_ONCE = 200;

/** Runs that come from files and go to them. */
export class RunFiles {
  /** A file is being read or written. */
  isBusy = $state(false);
  /** What came of the last one. */
  note = $state.raw<{ readonly message: string; readonly isFault: boolean }>();
  readonly #run: RunState;

  constructor(run: RunState) {
    this.#run = run;
  }

  /** Saves a kept run as a file. @param name of the file, without its ending */
  async save(id: RunId, name: string): Promise<void> {
    await this.#work(async (worker) => this.#hand(await worker.call((api) => api.export(id)), name));
  }

  /** Saves the run on the page as a file, kept or not. */
  async saveShown(name: string): Promise<void> {
    const { events } = this.#run;
    const until = events.length;
    await this.#work(async (worker) => {
      for (let from = 0; from < until; from += AT_ONCE) {
        const piece = events.slice(from, Math.min(until, from + AT_ONCE));
        await worker.call((api) => api.gather(piece));
      }
      this.#hand(await worker.call((api) => api.exportGathered()), name);
    });
  }

  /** @returns the run, which is kept from now on; undefined, after saying why, when the file holds none */
  async read(file: File): Promise<RunMeta | undefined> {
    return this.#work(async (worker) => {
      const run = await worker.call((api) => api.import(file));
      this.note = run.ok
        ? { message: m.keep_imported({ name: file.name }), isFault: false }
        : { message: fileFaultWords(run.error, file.name), isFault: true };
      return run.ok ? run.value : undefined;
    });
  }

  #hand(content: Blob, name: string): void {
    saveFile({ name: `${name}.nasrun`, type: content.type, content });
  }

  async #work<T>(use: (worker: Linked<KeepApi>) => Promise<T>): Promise<T | undefined> {
    this.isBusy = true;
    this.note = undefined;
    const worker = connectKeep();
    try {
      return await use(worker);
    } catch (error) {
      this.note = { message: m.keep_file_failed({ fault: errorWords(error) }), isFault: true };
      return undefined;
    } finally {
      worker.kill();
      this.isBusy = false;
    }
  }
}
