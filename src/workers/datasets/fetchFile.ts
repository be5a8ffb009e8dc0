import type { DatasetFault } from '../../search/data/fault.ts';
import { type Result, err, messageOf, ok } from '../../search/result.ts';

/** As much of `fetch` as is needed here. */
export type Fetcher = (url: URL) => Promise<Response>;

/** The bytes behind an address, or why there are none. */
export async function fetchFile(
  url: URL,
  fetcher: Fetcher,
): Promise<Result<Uint8Array<ArrayBuffer>, DatasetFault>> {
  try {
    const response = await fetcher(url);
    // A server of single-page apps answers an unknown address with its page and status 200.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (response.status === 404 || isPage) {
      return err({
        kind: 'missing',
        message: `The server has no ${url.href}: build or copy the page anew, with all its folders.`,
      });
    }
    if (!response.ok) {
      return err({
        kind: 'network',
        message: `The server answered ${response.status} for ${url.href}: try again later.`,
      });
    }
    return ok(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    const reason = messageOf(error);
    return err({
      kind: 'network',
      message: `${url.href} could not be fetched (${reason}): see that the page's server still runs, then try again.`,
    });
  }
}
