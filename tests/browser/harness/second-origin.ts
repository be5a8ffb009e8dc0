/** Runs in Node: a server on a port of its own that holds the toy model as a copy of the hub would. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';

const TOY = new URL('../../fixtures/toy-model/', import.meta.url);

/**
 * `/<id>/resolve/main/<file>` and `/<id>/<library>.wasm` for one id, open to other pages.
 * @returns its address, what was asked of it, and whether it is to break off the weights half way or to change a bit of them
 */
export async function serveMirror(id: string) {
  const asked: string[] = [];
  const mirror = { asked, breaksOff: false, flipsBit: false, address: '', close: () => server.close() };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(`${request.method} ${path}`);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const file = path.endsWith('.wasm') ? 'toy-model.wasm' : `models/networks/resolve/main/${name}`;
    const isThere = path === `/models/${id}/${name}` || path === `/models/${id}/resolve/main/${name}`;
    response.setHeader('access-control-allow-origin', '*');
    void readFile(new URL(file, TOY)).then(
      (content) => {
        if (!isThere) response.writeHead(404).end();
        else if (mirror.breaksOff && name.endsWith('.bin')) {
          response.writeHead(200, { 'content-length': content.length });
          response.write(content.subarray(0, content.length / 2), () => response.destroy());
        } else if (mirror.flipsBit && name.endsWith('.bin')) {
          response.writeHead(200).end(Uint8Array.from(content, (byte, at) => (at === 99 ? byte ^ 1 : byte)));
        } else response.writeHead(200).end(request.method === 'HEAD' ? undefined : content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  mirror.address = `http://localhost:${(server.address() as AddressInfo).port}/models/`;
  return mirror;
}
