import * as Comlink from 'comlink';
import { ToldError } from '../search/told/toldError.ts';
import type { WorkerLoss, WorkerName } from '../search/told/workerLoss.ts';
import { watchLife } from './life.ts';

/** The worker is gone: it crashed, closed, was killed for memory or was terminated by us. */
export class WorkerLost extends ToldError<WorkerLoss> {}

export interface Linked<Api> {
  /** Calls the worker; rejects with `WorkerLost` when it dies before it answers, where Comlink alone would wait for ever. */
  call<P extends Promise<unknown>>(use: (api: Comlink.Remote<Api>) => P): Promise<Awaited<P>>;
  /** Calls back once when the worker is lost. */
  onLost(callback: (loss: WorkerLost) => void): void;
  /** @param how as callers and listeners are told */
  kill(how?: WorkerLoss): void;
}

/** Wraps a worker once, so that its death is heard by every caller. */
export function link<Api>(worker: Worker, name: WorkerName): Linked<Api> {
  const api = Comlink.wrap<Api>(worker);
  const listeners = new Set<(loss: WorkerLost) => void>();
  let loss: WorkerLost | undefined;
  const lose = (how: WorkerLoss) => {
    if (loss) return;
    stopWaiting();
    loss = new WorkerLost(how);
    for (const listener of listeners) listener(loss);
    listeners.clear();
  };
  worker.addEventListener('error', ({ message: fault }) =>
    lose(fault ? { kind: 'worker-failed', worker: name, fault } : { kind: 'worker-unloaded', worker: name }),
  );
  const stopWaiting = watchLife(worker, () => {
    // It may be loaded still.
    worker.terminate();
    lose({ kind: 'worker-died', worker: name });
  });

  const onLost = (callback: (loss: WorkerLost) => void) => {
    if (loss) callback(loss);
    else listeners.add(callback);
  };
  return {
    onLost,
    call: <P extends Promise<unknown>>(use: (api: Comlink.Remote<Api>) => P) =>
      new Promise<Awaited<P>>((resolve, reject) => {
        onLost(reject);
        const done = () => listeners.delete(reject);
        (use(api) as Promise<Awaited<P>>).then(resolve, reject).then(done, done);
      }),
    kill: (how = { kind: 'worker-ended', worker: name }) => {
      worker.terminate();
      lose(how);
    },
  };
}
