/** Where the files of a model are fetched: the page's own server, the hub, or a server of a person's own. */
import * as Comlink from 'comlink';
import type { OwnServerApi } from '../../api.ts';

/** As much of `fetch` as is needed here. */
export type Fetcher = (
  url: string,
  options?: { readonly method?: 'HEAD'; readonly cache?: RequestCache; readonly signal?: AbortSignal },
) => Promise<Response>;

/** @param mirror a server of a person's own, which the page's policy lets no other worker ask */
export const fetcherOf = (mirror: string | undefined): Fetcher =>
  mirror === undefined ? (url, options) => fetch(url, options) : fromServer(mirror);

const workers = new Map<string, Comlink.Remote<OwnServerApi>>();

function workerFor(mirror: string): Comlink.Remote<OwnServerApi> {
  const found = workers.get(mirror);
  if (found) return found;
  const started = Comlink.wrap<OwnServerApi>(
    // Not by `startWorker`: it must be free of the page's policy.
    new Worker(new URL('../../ownServer.worker.ts', import.meta.url), { type: 'module', name: 'own server' }),
  );
  workers.set(mirror, started);
  return started;
}

const fromServer =
  (mirror: string): Fetcher =>
  async (url, { signal, ...options } = {}) => {
    signal?.throwIfAborted();
    const asked = workerFor(mirror).read(mirror, url, options);
    const answer = await (signal ? Promise.race([asked, firing(signal)]) : asked).catch((error: unknown) => {
      // What comes after all is not wanted.
      void asked.then(({ body }) => body?.cancel()).catch(() => {});
      throw error;
    });
    const { status, contentType, body } = answer;
    return new Response(body?.pipeThrough(new TransformStream(), signal ? { signal } : {}) ?? null, {
      status,
      ...(contentType !== null && { headers: { 'content-type': contentType } }),
    });
  };

const firing = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
