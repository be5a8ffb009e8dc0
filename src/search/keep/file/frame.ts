/**
 * What stands around a packed run in a file: one line of text, `NASRUN <version> <bytes> <sha256>`, then as many bytes of
 * gzip. The hash is of those bytes, so that a file that was cut off or changed on its way is told from one that holds
 * nonsense.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Result, err, ok } from '../../result.ts';
import type { FileFault } from './fault.ts';

/** Raised when what the file holds changes its shape. */
const FILE_VERSION = 1;
const MARK = 'NASRUN ';
/** Longer than any first line. */
const LINE_BYTES = 128;
const LINE = /^NASRUN ([1-9]\d{0,5}) (0|[1-9]\d{0,11}) ([0-9a-f]{64})\n/;

export function frame(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const line = new TextEncoder().encode(
    `${MARK}${FILE_VERSION} ${packed.length} ${bytesToHex(sha256(packed))}\n`,
  );
  const file = new Uint8Array(line.length + packed.length);
  file.set(line);
  file.set(packed, line.length);
  return file;
}

/** @returns the packed run */
export function unframe(file: Uint8Array): Result<Uint8Array, FileFault> {
  const start = String.fromCharCode(...file.subarray(0, LINE_BYTES));
  if (!start.startsWith(MARK)) return err({ kind: 'not-a-run' });
  const [line, version, length, hash] = LINE.exec(start) ?? [];
  if (line === undefined) return err({ kind: file.length < LINE_BYTES ? 'truncated' : 'damaged' });
  if (Number(version) !== FILE_VERSION) return err({ kind: 'version', version: Number(version) });
  const packed = file.subarray(line.length);
  if (packed.length < Number(length)) return err({ kind: 'truncated' });
  if (packed.length > Number(length) || bytesToHex(sha256(packed)) !== hash) return err({ kind: 'damaged' });
  return ok(packed);
}
