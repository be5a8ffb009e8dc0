import type { ModelChoice } from '../api.ts';
import { CONFIG, LIST, TOKENIZER, type ModelFile, fileOf } from '../llm/store/files.ts';
import { readStored } from '../llm/store/receive.ts';
import { passingChoice, tunedChoice } from '../llm/store/tuned.ts';
import type { Opened } from './open.ts';
import { type Weights, writeWeights } from './weights.ts';

/**
 * Puts weights where WebLLM looks for the files of a model: into its caches, under an address that no server answers,
 * named after the weights, since WebLLM never looks again at an address that it has stored.
 *
 * @param origin the model that they come from, stored; one that was published itself, or the shipped one
 * @param isPassing see `CoderApi.publish`
 * @throws as the cache does, after what was put there has been taken away again
 */
export async function publish(
  origin: ModelChoice,
  { config, weights, tunedOn }: Pick<Opened, 'config' | 'weights' | 'tunedOn'>,
  isPassing: boolean,
): Promise<ModelChoice> {
  const name = await fingerprint(weights);
  const choice = isPassing ? passingChoice(origin, name) : tunedChoice(origin, name);
  const { [LIST]: list = '', ...others } = writeWeights(config, weights, tunedOn);
  const put: ModelFile[] = [];
  try {
    for (const name of [CONFIG, TOKENIZER, ...Object.keys(others), LIST]) {
      const file = fileOf(choice, name);
      put.push(file);
      // The list comes last: without it there is no model.
      const content = name === LIST ? list : others[name];
      const response = content === undefined ? await readStored(fileOf(origin, name)) : new Response(content);
      await (await caches.open(file.cache)).put(file.url, response);
    }
  } catch (error) {
    for (const { cache, url } of put) await (await caches.open(cache)).delete(url);
    throw error;
  }
  return choice;
}

async function fingerprint(weights: Weights): Promise<string> {
  const bytes = await new Blob([...weights.values()]).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
