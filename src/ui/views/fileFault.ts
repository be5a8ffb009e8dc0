import type { FileFault } from '../../search/keep/file/fault.ts';
import { assertNever } from '../../search/result.ts';
import { m } from '../messages/messages.js';
import { whole } from './format.ts';
import { toldWords } from './told.ts';

const LONG = {
  events: m.keep_file_long_events,
  candidates: m.keep_file_long_candidates,
  list: m.keep_file_long_list,
} as const;

/** Why a file could not be taken in, and what to do. @param name of the file */
export function fileFaultWords(
  fault: FileFault | { readonly kind: 'full' } | { readonly kind: 'blocked' },
  name: string,
): string {
  switch (fault.kind) {
    case 'not-a-run':
      return m.keep_file_other({ name });
    case 'version':
      return m.keep_file_version({ name, version: fault.version });
    case 'truncated':
      return m.keep_file_truncated({ name });
    case 'damaged':
      return m.keep_file_damaged({ name });
    case 'too-big':
      return m.keep_file_big({ name });
    case 'too-long':
      return LONG[fault.of === 'events' ? 'events' : fault.of === 'asked' ? 'candidates' : 'list']({
        name,
        most: whole(fault.most),
      });
    case 'no-sense':
      return typeof fault.message === 'string'
        ? m.keep_file_no_sense({ name, line: fault.line, fault: fault.message })
        : m.keep_file_no_run({ name, line: fault.line, why: toldWords(fault.message) });
    case 'full':
      return m.keep_file_full({ name });
    case 'blocked':
      return m.keep_file_blocked({ name });
    default:
      return assertNever(fault);
  }
}
