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
        message: { kind: 'file-missing', address: url.href },
      });
    }
    if (!response.ok) {
      return err({
        kind: 'network',
        message: { kind: 'file-refused', address: url.href, status: response.status },
      });
    }
    return ok(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    return err({
      kind: 'network',
      message: { kind: 'file-unfetched', address: url.href, fault: messageOf(error) },
    });
  }
}
