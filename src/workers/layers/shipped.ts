import type { Weights } from '../coder/weights.ts';
import type { Fetcher } from '../datasets/fetchFile.ts';
import { fetchSealed } from '../shipped/fetchSealed.ts';
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
  const file = await fetchSealed(new URL(WEIGHTS, baseUrl), seal.sha256, fetcher);
  signal.throwIfAborted();
  if (!file.ok) throw new ToldError(file.error.message);
  return unpackWeights(sizes, file.value);
}
