import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Weights } from '../coder/weights.ts';
import { type Fetcher, fetchFile } from '../datasets/fetchFile.ts';
import seal from './seal.json' with { type: 'json' };
import type { LayerSizes } from './sizes.ts';
import { unpackWeights } from './weights.ts';
import { ToldError } from '../../search/told/toldError.ts';

/** From the page's folder. */
const WEIGHTS = 'models/layer-gpt/weights.bin';

/**
 * The weights that come with the page, bound to this version of it by their hash, for they mean nothing to another
 * vocabulary.
 *
 * @param baseUrl the page's folder, absolute, ending in a slash
 * @throws with a sentence for a person; the signal's reason when it fires
 */
export async function fetchShipped(
  sizes: LayerSizes,
  baseUrl: string,
  signal: AbortSignal,
  fetcher: Fetcher = (url) => fetch(url, { signal }),
): Promise<Weights> {
  const url = new URL(WEIGHTS, baseUrl);
  const file = await fetchFile(url, fetcher);
  signal.throwIfAborted();
  if (!file.ok) throw new ToldError(file.error.message);
  if (bytesToHex(sha256(file.value)) !== seal.sha256)
    throw new ToldError({ kind: 'shipped-hash', address: url.href });
  return unpackWeights(sizes, file.value);
}
