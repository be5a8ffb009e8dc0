/** Runs in a page: workers whose deaths are to be heard. */
import sandboxWorker from '../../../src/workers/sandbox.worker.ts?worker&url';
import { link } from '../../../src/workers/spawn.ts';
import { startWorker } from '../../../src/workers/start.ts';

/** Resolves with what was heard, by worker, when all of so many are lost. */
export const losses = (count: number): Promise<readonly string[]> =>
  Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<string>((resolve) =>
          link(startWorker(sandboxWorker, 'sandbox'), 'sandbox').onLost(({ said }) => resolve(said.kind)),
        ),
    ),
  );
