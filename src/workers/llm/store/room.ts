import { err, ok, type Result } from '../../../search/result.ts';
import type { LlmFault } from '../../api.ts';

const MB = 1e6;
/** Tokenizer, library and the browser's own bookkeeping, beside the weights. */
const EXTRA_BYTES = 32 * MB;

/** Whether the browser will let us store so many bytes more. Chrome's allowance follows the free disk space. */
export function checkRoom(bytes: number, { quota, usage }: StorageEstimate): Result<true, LlmFault> {
  if (bytes === 0 || quota === undefined || usage === undefined) return ok(true);
  const free = quota - usage;
  if (bytes + EXTRA_BYTES <= free) return ok(true);
  const inMB = (count: number) => Math.ceil(count / MB);
  return err({
    kind: 'storage-full',
    message: { kind: 'model-no-room', needed: inMB(bytes + EXTRA_BYTES), free: inMB(Math.max(0, free)) },
  });
}
