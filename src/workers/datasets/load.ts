import type { Dataset } from '../../search/data/dataset.ts';
import type { DatasetFault } from '../../search/data/fault.ts';
import { generateMnist1d } from '../../search/data/mnist1d/generate.ts';
import { relabel } from '../../search/data/relabel.ts';
import { type Result, assertNever, ok } from '../../search/result.ts';
import type { DatasetSpec } from '../../search/spec/spec.ts';
import type { DataRequest } from '../api.ts';
import { SEAL, type Seal, fetchSealed } from '../shipped/fetchSealed.ts';
import { decodeSplit } from './decode.ts';
import { type Fetcher, fetchFile } from './fetchFile.ts';
import { parseManifest } from './manifest.ts';

/**
 * Makes or fetches a dataset, with the classes that were chosen: what is held out of its training data is for the caller
 * to choose.
 * @param seal hashes of the manifests that belong to this page
 */
export async function loadDataset(
  { dataset, baseUrl }: Pick<DataRequest, 'dataset' | 'baseUrl'>,
  fetcher: Fetcher = fetch,
  seal: Seal = SEAL,
): Promise<Result<Dataset, DatasetFault>> {
  const whole = await loadWhole(dataset, baseUrl, fetcher, seal);
  return whole.ok ? relabel(whole.value, dataset) : whole;
}

async function loadWhole(
  dataset: DatasetSpec,
  baseUrl: string,
  fetcher: Fetcher,
  seal: Seal,
): Promise<Result<Dataset, DatasetFault>> {
  switch (dataset.id) {
    case 'mnist1d':
      return generateMnist1d(dataset);
    case 'fashion-mnist':
      return fetchDataset(`datasets/${dataset.id}/manifest.json`, baseUrl, fetcher, seal);
    default:
      return assertNever(dataset);
  }
}

/** Reads a manifest and the files beside it that it names; nothing is used before its hash has been checked. */
async function fetchDataset(
  path: string,
  baseUrl: string,
  fetcher: Fetcher,
  seal: Seal,
): Promise<Result<Dataset, DatasetFault>> {
  const address = new URL(path, baseUrl);
  const fetched = await fetchSealed(address, seal[path], fetcher);
  if (!fetched.ok) return fetched;
  const parsed = parseManifest(new TextDecoder().decode(fetched.value), address.href);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;

  const load = async (split: 'train' | 'test') => {
    const url = new URL(manifest[split].file, address);
    const bytes = await fetchFile(url, fetcher);
    return bytes.ok ? decodeSplit(bytes.value, manifest, split, url.href) : bytes;
  };
  const [train, test] = await Promise.all([load('train'), load('test')]);
  if (!train.ok) return train;
  if (!test.ok) return test;
  const { id, inputShape, classNames } = manifest;
  return ok({ id, inputShape, classNames, train: train.value, test: test.value });
}
