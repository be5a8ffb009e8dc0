/**
 * How a worker's death is heard. A worker that closes itself, is killed for memory or crashes fires no event, but
 * the browser releases its locks: so each worker holds one for as long as it lives, and its maker waits for it.
 */
const ALIVE = 'nas-playground-alive';
/** The worker's request for its lock has reached the browser by then, and the maker's comes after it. */
const SETTLED_MS = 1_000;
const BEAT_MS = 1_000;
/**
 * A worker of which nothing is heard for so many beats died while it was loaded. That takes long on a slow line; beats are
 * counted rather than time, which goes on while a machine sleeps.
 */
const MOST_UNHEARD = 60;

interface AliveMessage {
  readonly kind: typeof ALIVE;
  readonly lock: string;
}

/** Called once by every worker, at its start. */
export function holdLife(): void {
  const lock = `nas-playground/${crypto.randomUUID()}`;
  void navigator.locks.request(lock, () => new Promise<never>(() => {}));
  // Before the lock is granted, since it may not live so long.
  self.postMessage({ kind: ALIVE, lock } satisfies AliveMessage);
}

/**
 * Calls `onDeath` once, when the worker has died in whatever way.
 *
 * @returns stops waiting for a worker of which nothing has been heard yet
 */
export function watchLife(worker: Worker, onDeath: () => void): () => void {
  let beats = 0;
  const waiting = setInterval(() => {
    beats += 1;
    if (beats < MOST_UNHEARD) return;
    clearInterval(waiting);
    onDeath();
  }, BEAT_MS);
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isAlive(data)) return;
    clearInterval(waiting);
    setTimeout(() => void navigator.locks.request(data.lock, onDeath), SETTLED_MS);
  });
  return () => clearInterval(waiting);
}

const isAlive = (data: unknown): data is AliveMessage =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === ALIVE;
