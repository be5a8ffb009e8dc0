import type { Compiler } from '../../search/ports.ts';
import { err } from '../../search/result.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type { SandboxApi } from '../api.ts';
import sandboxWorker from '../sandbox.worker.ts?worker&url';
import { type Linked, link, WorkerLost } from '../spawn.ts';
import { startWorker } from '../start.ts';

/** Far beyond the sandbox's own deadline: reached only when the interpreter itself hangs. */
const HARD_DEADLINE_MS = 5_000;

/**
 * Compiles in a worker of its own. The sandbox stops what a program may do; should a program find a way to hang the
 * interpreter, this ends the whole worker, and the next program gets a new one. A worker that dies of itself, as when the
 * system is short of memory, is replaced and the program tried once more.
 */
export class SandboxClient implements Compiler {
  #worker: Linked<SandboxApi> | undefined;

  async compile(...[source, task]: Parameters<Compiler['compile']>): ReturnType<Compiler['compile']> {
    for (let attempt = 1; ; attempt++) {
      const worker = (this.#worker ??= spawn());
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isHung = false;
      const end = () => {
        isHung = true;
        worker.kill();
      };
      try {
        // Loading the interpreter is not the program's time.
        await worker.call((api) => api.ready());
        timer = setTimeout(end, HARD_DEADLINE_MS);
        return await worker.call((api) => api.compile(source, task));
      } catch (error) {
        if (!(error instanceof WorkerLost)) throw error;
        // Another program may have been given a new one by now.
        if (this.#worker === worker) this.#worker = undefined;
        if (isHung || (attempt === 2 && timer !== undefined))
          return err({ kind: 'timeout', message: { kind: 'hung' } });
        if (attempt === 2)
          throw new ToldError({ kind: 'sandbox-not-started', loss: error.said }, { cause: error });
      } finally {
        clearTimeout(timer);
      }
    }
  }
}

const spawn = (): Linked<SandboxApi> => link(startWorker(sandboxWorker, 'sandbox'), 'sandbox');
