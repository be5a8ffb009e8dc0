/** PyTorch as a side: a process that is told line by line what to do next. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Prepared, Side } from './page/side.ts';

const PYTHON = process.platform === 'linux' ? '/usr/bin/python3' : 'python3';

export interface TorchSide extends Side {
  /** Versions, as they are shown beside the figures. */
  readonly description: string;
  end(): void;
}

/** @returns undefined where there is no Python with PyTorch */
export async function startTorch(): Promise<TorchSide | undefined> {
  const child = spawn(PYTHON, [fileURLToPath(new URL('torch_peer.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  const ask = answersOf(child);
  const hello = (await ask().catch(() => undefined)) as { torch: string; blas: string } | undefined;
  if (!hello) return undefined;
  return {
    description: `PyTorch ${hello.torch} on one thread (${hello.blas})`,
    start: async () => {},
    prepare: (net, batch) => ask({ do: 'prepare', net, batch }) as Promise<Prepared>,
    time: async (steps) => ((await ask({ do: 'time', steps })) as { ms: number }).ms,
    counts: async () => ({ kernels: null, dispatches: null }),
    end: () => child.stdin.end(),
  };
}

/** @returns what sends a line, if there is one to send, and waits for the next line that comes */
function answersOf(child: ChildProcessByStdio<Writable, Readable, null>) {
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.on('close', () => reject(new Error('The process of PyTorch has ended.')));
  });
  ended.catch(() => {});
  // A process that is gone takes no more lines; that it is gone, the waiting one hears.
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (request?: object): Promise<unknown> => {
    if (request) child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await Promise.race([lines.next(), ended]);
    if (done) throw new Error('The process of PyTorch has ended.');
    return JSON.parse(value as string);
  };
}
