import * as v from 'valibot';
import type { StoredModel } from '../../api.ts';
import type { HubModel } from '../hub.ts';
import { CACHES, LIST, filesOf, listSchema, modelOf, nameOf, stored } from './files.ts';

/** Every model of which there is a list of weights in the store, by its address. */
export async function storedModels(): Promise<readonly StoredModel[]> {
  const addresses = new Set(await addressesIn('webllm/model'));
  const lists = [...addresses].filter((address) => address.endsWith(`/${LIST}`));
  return Promise.all(
    lists.map(async (address): Promise<StoredModel> => {
      const files = address.slice(0, -LIST.length);
      const list = await stored({ cache: 'webllm/model', url: address });
      const content = await list?.json().catch(() => undefined);
      const parsed = v.safeParse(listSchema, content);
      const { records, metadata } = parsed.success
        ? parsed.output
        : { records: [], metadata: { tunedOn: 0 } };
      const there = records.filter(({ dataPath }) => addresses.has(new URL(dataPath, files).href));
      const modelUrl = modelOf(files);
      return {
        id: decodeURIComponent(nameOf(modelUrl)),
        modelUrl,
        bytes: there.reduce((sum, { nbytes }) => sum + nbytes, 0),
        totalBytes: records.reduce((sum, { nbytes }) => sum + nbytes, 0),
        tunedOn: metadata.tunedOn ?? 0,
      };
    }),
  );
}

/** Deletes a model's files, and its library unless another stored model runs on the same. */
export async function removeModel(modelUrl: string, hub: readonly HubModel[]): Promise<void> {
  const files = filesOf(modelUrl);
  const others = (await storedModels()).filter((each) => each.modelUrl !== modelUrl);
  const libraryOf = (url: string) => hub.find(({ model }) => model === url)?.model_lib;
  const library = libraryOf(modelUrl);
  const isShared = others.some((each) => libraryOf(each.modelUrl) === library);
  for (const name of CACHES) {
    const cache = await caches.open(name);
    for (const address of await addressesIn(name)) {
      const isOwn = address.startsWith(files) || address.startsWith(`${modelUrl}/`);
      if (isOwn || (address === library && !isShared)) await cache.delete(address);
    }
  }
}

/** Addresses of all that is in one of WebLLM's caches; none where there are no caches, as outside of secure contexts. */
export async function addressesIn(cache: (typeof CACHES)[number]): Promise<readonly string[]> {
  if (!('caches' in globalThis)) return [];
  return (await (await caches.open(cache)).keys()).map(({ url }) => url);
}
