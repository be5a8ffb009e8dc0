import { err, ok, type Result } from '../../search/result.ts';
import type { LlmFault } from '../api.ts';

const MB = 2 ** 20;
/** Tokenizer, library and the browser's own bookkeeping, beside the weights. */
const EXTRA_BYTES = 32 * MB;

/** The list of the weights' files, which WebLLM reads too; only what is used here. */
interface TensorCache {
  readonly records: readonly { readonly nbytes: number }[];
}

/**
 * Size of a model's weights in bytes, as its own list says.
 * @throws TypeError when the server cannot be reached
 */
export async function downloadSize(files: string, signal: AbortSignal): Promise<Result<number, LlmFault>> {
  const response = await fetch(new URL('tensor-cache.json', files), { signal });
  if (!response.ok) {
    return err({
      kind: 'no-network',
      message: `The model could not be downloaded, since ${response.url} answered ${response.status}: check the address, or choose another model.`,
    });
  }
  const { records } = (await response.json()) as TensorCache;
  return ok(records.reduce((sum, { nbytes }) => sum + nbytes, 0));
}

/** Whether the browser will let us store so many bytes more. Chrome's allowance follows the free disk space. */
export function checkRoom(bytes: number, { quota, usage }: StorageEstimate): Result<true, LlmFault> {
  if (quota === undefined || usage === undefined) return ok(true);
  const free = quota - usage;
  if (bytes + EXTRA_BYTES <= free) return ok(true);
  const inMB = (count: number) => Math.ceil(count / MB).toLocaleString('en');
  return err({
    kind: 'storage-full',
    message: `The model needs ${inMB(bytes + EXTRA_BYTES)} MB and the browser may store ${inMB(Math.max(0, free))} MB more: free some disk space, leave private browsing, or choose a smaller model.`,
  });
}
