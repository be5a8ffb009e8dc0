/** The page of the benchmark: one worker a side, made when it is first called. */
import * as Comlink from 'comlink';
import type { SideName, WriterName } from '../names.ts';

type Name = SideName | WriterName;

interface Called {
  call(method: string, args: readonly unknown[]): Promise<unknown>;
}

interface Running {
  readonly api: Comlink.Remote<Called>;
  readonly lost: Promise<never>;
  end(): void;
}

declare global {
  /** The page as the command drives it. */
  var bench: { readonly call: typeof call; readonly end: typeof end };
}

const workers = new Map<Name, Running>();

function open(name: Name): Running {
  const worker = new Worker(new URL('./side.worker.ts', import.meta.url), { type: 'module', name });
  const lost = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(`The worker failed: ${message}`)));
  });
  lost.catch(() => {});
  const running = { api: Comlink.wrap<Called>(worker), lost, end: () => worker.terminate() };
  workers.set(name, running);
  return running;
}

/** Calls a method of a side; its worker is started with the first call. */
function call(name: Name, method: string, args: readonly unknown[]): Promise<unknown> {
  const { api, lost } = workers.get(name) ?? open(name);
  return Promise.race([api.call(method, args), lost]);
}

/** Ends a side's worker, and frees all that it holds. */
function end(name: Name): void {
  workers.get(name)?.end();
  workers.delete(name);
}

globalThis.bench = { call, end };
