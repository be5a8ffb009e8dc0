import type { ModelChoice } from '../api.ts';
import {
  CONFIG,
  LIST,
  TOKENIZER,
  type ModelFile,
  fileOf,
  filesOf,
  modelOf,
  nameOf,
} from '../llm/store/files.ts';
import { addressesIn } from '../llm/store/inventory.ts';
import { readStored } from '../llm/store/receive.ts';
import type { CoderConfig } from './config.ts';
import { type Weights, writeWeights } from './weights.ts';

const SUFFIX = '-tuned-';

/**
 * Puts weights where WebLLM looks for the files of a model: into its caches, under an address that no server answers,
 * named after the weights, since WebLLM never looks again at an address that it has stored. Earlier ones of the same
 * model go.
 *
 * @param origin the model that they come from, stored; one that was published itself, or the shipped one
 */
export async function publish(
  origin: ModelChoice,
  config: CoderConfig,
  weights: Weights,
): Promise<ModelChoice> {
  const files = writeWeights(config, weights);
  const family = familyOf(origin.modelUrl);
  const modelUrl = `${family}${await fingerprint(weights)}`;
  const { libraryUrl, style, vramMB, contextWindow, integrity } = origin;
  // Without the mirror, which has no such model.
  const choice: ModelChoice = {
    id: nameOf(modelUrl),
    modelUrl,
    libraryUrl,
    ...(style && { style }),
    ...(vramMB !== undefined && { vramMB }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(integrity && { integrity: keptHashes(integrity, files) }),
  };
  for (const name of [CONFIG, TOKENIZER])
    await put(fileOf(choice, name), await readStored(fileOf(origin, name)));
  // The list comes last: without it there is no model.
  for (const [name, content] of Object.entries(files).sort(
    ([a], [b]) => Number(a === LIST) - Number(b === LIST),
  ))
    await put(fileOf(choice, name), new Response(content));
  await forget(family, filesOf(modelUrl));
  return choice;
}

/** The address that those of all tunings of a model begin with. */
function familyOf(modelUrl: string): string {
  const folder = modelOf(modelUrl);
  const at = folder.lastIndexOf(SUFFIX);
  return at > folder.lastIndexOf('/') ? folder.slice(0, at + SUFFIX.length) : folder + SUFFIX;
}

const keptHashes = (integrity: Readonly<Record<string, string>>, replaced: object) =>
  Object.fromEntries(Object.entries(integrity).filter(([name]) => !(name in replaced)));

const put = async ({ cache, url }: ModelFile, content: Response) =>
  (await caches.open(cache)).put(url, content);

async function forget(family: string, kept: string): Promise<void> {
  for (const name of ['webllm/config', 'webllm/model'] as const) {
    const cache = await caches.open(name);
    for (const address of await addressesIn(name))
      if (address.startsWith(family) && !address.startsWith(kept)) await cache.delete(address);
  }
}

async function fingerprint(weights: Weights): Promise<string> {
  const bytes = await new Blob([...weights.values()]).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
