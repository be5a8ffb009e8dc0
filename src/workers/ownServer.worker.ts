import * as Comlink from 'comlink';
import type { OwnServerApi } from './api.ts';

/** The one address that this worker reads below, once it is told. */
let server: string | undefined;

/**
 * Fetches from a person's own server, whose address the page's Content-Security-Policy cannot know. It is the only
 * worker that the policy does not bind, so it does nothing else.
 */
Comlink.expose({
  async read(address, url, options) {
    server ??= address;
    if (!new URL(url).href.startsWith(server)) throw new TypeError(`Failed to fetch ${url}`);
    const { status, headers, body } = await fetch(url, options);
    const answer = { status, contentType: headers.get('content-type'), body };
    return Comlink.transfer(answer, body ? [body] : []);
  },
} satisfies OwnServerApi);
