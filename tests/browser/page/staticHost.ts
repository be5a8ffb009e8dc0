/** The built page as a plain static host serves it: files and 404s only, text compressed, in a folder of its own. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
};
/** What GitHub Pages, Netlify and others compress. */
const COMPRESSED = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.wasm']);

/** Where the build is; a test of another build than the usual one says so. */
export const BUILT = process.env.NAS_TEST_DIST ?? 'dist';

export interface StaticHost {
  /** Of the page, ending in a slash. */
  readonly address: string;
  /** What has been sent so far, by path: bytes of bodies, as compressed. */
  readonly sent: ReadonlyMap<string, number>;
  /** After this nothing is answered. */
  close(): Promise<void>;
}

/**
 * @param path of the page, such as `/x/y/`; nothing is served beside it
 * @param before code that runs first, by the name that a script's file begins with
 */
export async function openStaticHost(
  path: string,
  folder = BUILT,
  before: Readonly<Record<string, () => void>> = {},
): Promise<StaticHost> {
  const sent = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, normalize(pathname.slice(path.length) || 'index.html'));
    if (!pathname.startsWith(path) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const extension = extname(file);
    response.setHeader('content-type', TYPES[extension] ?? 'application/octet-stream');
    response.setHeader('cache-control', 'max-age=600');
    const content = withBefore(createReadStream(file), before[basename(file).split('-')[0] ?? '']);
    const body = COMPRESSED.has(extension) ? content.pipe(createGzip()) : content;
    if (body !== content) response.setHeader('content-encoding', 'gzip');
    body.on('data', (piece: Buffer) => sent.set(pathname, (sent.get(pathname) ?? 0) + piece.length));
    body.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${path}`,
    sent,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const withBefore = (content: Readable, code: (() => void) | undefined): Readable =>
  code ? Readable.from(joined([`(${String(code)})();\n`], content)) : content;

async function* joined(...parts: readonly (Iterable<string> | Readable)[]): AsyncGenerator<Buffer> {
  for (const part of parts) for await (const piece of part) yield Buffer.from(piece as string | Buffer);
}
