/** Brings one file into the cache in which WebLLM looks for it. */
import type { Told } from '../../../search/told/told.ts';
import { ModelFault } from '../faults.ts';
import { type ModelFile, stored } from './files.ts';
import { Md5 } from './md5.ts';
import type { Fetcher } from './ownServer.ts';

export interface Receiving {
  readonly source: string;
  readonly fetcher: Fetcher;
  readonly signal: AbortSignal;
  /** Called with each piece that has arrived. */
  readonly onBytes: (count: number) => void;
}

/** Whether the file is there, whole. One whose hash is wrong, such as that of an older version, is thrown away. */
export async function isStored(file: ModelFile): Promise<boolean> {
  const found = await stored(file);
  if (!found) return false;
  if (!file.integrity || (await hashOf(await found.arrayBuffer())) === file.integrity) return true;
  await (await caches.open(file.cache)).delete(file.url);
  return false;
}

/** @throws ModelFault, or as `fetch` and the cache do */
export async function receive(
  file: ModelFile,
  { source, fetcher, signal, onBytes }: Receiving,
): Promise<void> {
  const response = await fetcher(source, { signal, cache: file.integrity ? 'no-cache' : 'default' });
  if (!response.ok)
    throw new ModelFault({
      kind: 'no-network',
      message: { kind: 'model-unanswered', address: source, status: response.status },
    });
  // A server of single-page apps answers an unknown address with its page and status 200.
  if (response.headers.get('content-type')?.startsWith('text/html'))
    throw damaged({ kind: 'model-file-page', address: source });
  let count = 0;
  const md5 = new Md5();
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      count += piece.byteLength;
      if (file.md5 !== undefined) md5.add(piece);
      onBytes(piece.byteLength);
      controller.enqueue(piece);
    },
  });
  const body = response.body?.pipeThrough(counter) ?? null;
  const headers = { 'content-type': response.headers.get('content-type') ?? 'application/octet-stream' };
  const cache = await caches.open(file.cache);
  if (file.integrity) {
    const content = await new Response(body).arrayBuffer();
    if ((await hashOf(content)) !== file.integrity)
      throw damaged({ kind: 'model-file-other', address: source });
    await cache.put(file.url, new Response(content, { headers }));
  } else {
    // Streamed, since a piece of the weights may be larger than what a tab can hold.
    await cache.put(file.url, new Response(body, { headers }));
  }
  if (file.bytes !== undefined && file.bytes !== count) {
    await cache.delete(file.url);
    throw damaged({ kind: 'model-file-length', address: source, bytes: count, listed: file.bytes });
  }
  if (file.md5 !== undefined && file.md5 !== md5.hex()) {
    await cache.delete(file.url);
    throw damaged({ kind: 'model-file-other', address: source });
  }
}

/** A file that was stored before. @throws TypeError when it is not there */
export async function readStored(file: ModelFile): Promise<Response> {
  const found = await stored(file);
  if (!found) throw new TypeError(`Cannot fetch ${file.url}`);
  return found;
}

async function hashOf(content: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

const damaged = (message: Told) => new ModelFault({ kind: 'corrupt', message });
