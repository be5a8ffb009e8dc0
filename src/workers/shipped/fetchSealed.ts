import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { DatasetFault } from '../../search/data/fault.ts';
import { type Result, err } from '../../search/result.ts';
import { type Fetcher, fetchFile } from '../datasets/fetchFile.ts';
import shipped from './seal.json' with { type: 'json' };

/** sha256 in hexadecimal of files that are shipped with the page, by their path from its folder. */
export type Seal = Readonly<Record<string, string>>;

/** Of this version of the page. */
export const SEAL: Seal = shipped;

/**
 * A file that is shipped with the page. Nothing is made of one that is another, such as that of an older version.
 * @param expected sha256, hexadecimal; a file of which the page knows none is not its own
 */
export async function fetchSealed(
  url: URL,
  expected: string | undefined,
  fetcher: Fetcher = fetch,
): Promise<Result<Uint8Array<ArrayBuffer>, DatasetFault>> {
  const file = await fetchFile(url, fetcher);
  // Not crypto.subtle, which browsers keep from pages that are served over plain http from another machine.
  if (!file.ok || bytesToHex(sha256(file.value)) === expected) return file;
  return err({ kind: 'hash', message: { kind: 'shipped-hash', address: url.href } });
}
