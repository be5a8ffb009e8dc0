/**
 * How a worker's death is heard. A worker that closes itself, is killed for memory or crashes fires no event, but
 * the browser releases its locks: so each worker holds one for as long as it lives, and its maker waits for it.
 */
const ALIVE = 'nas-playground-alive';

interface AliveMessage {
  readonly kind: typeof ALIVE;
  readonly lock: string;
}

/** Called once by every worker, at its start. */
export function holdLife(): void {
  const lock = `nas-playground/${crypto.randomUUID()}`;
  void navigator.locks.request(lock, () => {
    self.postMessage({ kind: ALIVE, lock } satisfies AliveMessage);
    return new Promise<never>(() => {});
  });
}

/** Calls `onDeath` once, when the worker has died in whatever way. */
export function watchLife(worker: Worker, onDeath: () => void): void {
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isAlive(data)) void navigator.locks.request(data.lock, onDeath);
  });
}

const isAlive = (data: unknown): data is AliveMessage =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === ALIVE;
